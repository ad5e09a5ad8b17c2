package lumen.ctl.governance;

/** Why a row of a bill is none. */
final class BillFault extends Exception {
  private static final long serialVersionUID = 1L;

  BillFault(BillRow row, String what) {
    super(row.place() + ": " + what);
  }
}
