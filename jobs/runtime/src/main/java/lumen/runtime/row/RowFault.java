package lumen.runtime.row;

/** A line is no object with fields; the message says what would be right. */
public final class RowFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final RowDefect defect;

  RowFault(RowDefect defect, String detail) {
    super(detail, null, false, false);
    this.defect = defect;
  }

  /** What it is. */
  public RowDefect defect() {
    return defect;
  }
}
