package lumen.ctl.drill.whole;

/**
 * The steps that change the jar. They are not injected until {@code lumenctl upgrade} is there, and
 * a drill with one of them is not green until then.
 */
enum UpgradeStep {
  /** A jar that cannot restore. */
  CANNOT_RESTORE(10, "upgrade to a jar that cannot restore"),
  /** A jar with one more field of state, and back. */
  ADDED_FIELD(11, "upgrade with an added field of state, and back"),
  /** A jar that tells q tenfold. */
  FAILS_THE_GATE(12, "upgrade that fails the gate");

  private final int number;
  private final String title;

  UpgradeStep(int number, String title) {
    this.number = number;
    this.title = title;
  }

  int number() {
    return number;
  }

  String title() {
    return title;
  }

  void run(DrillStep step) {
    step.holds(false, "this build has no upgrade");
  }
}
