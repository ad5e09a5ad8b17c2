package lumen.intake;

import java.io.Serializable;

/** Reads what an intake has to know of a row; the rest of it is its job's own. */
@FunctionalInterface
public interface RowReader extends Serializable {
  /** Reads a line that is not blank. */
  RowHead read(byte[] bytes, int from, int to);

  /**
   * What a line says.
   *
   * @param tenant whose it is, which is its event source too
   * @param type word of its kind
   * @param micros its time, microseconds since the epoch
   * @param usedAtEnd whether it is used if the input ends while it is in doubt
   * @param fault code of the reason where it is of wrong form; else empty
   * @param detail what was wrong and what would be right
   */
  record RowHead(
      String tenant, String type, long micros, boolean usedAtEnd, String fault, String detail) {
    /** A line of right form. */
    public static RowHead of(String tenant, String type, long micros, boolean usedAtEnd) {
      return new RowHead(tenant, type, micros, usedAtEnd, "", "");
    }

    /** A line of wrong form. */
    public static RowHead wrong(String fault, String detail) {
      return new RowHead("", "", 0, false, fault, detail);
    }
  }
}
