package lumen.ctl.chaos;

/** What came of a fault. */
public enum FaultVerdict {
  /** It was applied, and survived. */
  PASS,
  /** It was applied, and not survived. */
  FAIL,
  /** It was not applied, so nothing is known. */
  NOT_INJECTED;

  /**
   * The verdict.
   *
   * @param injected whether the fault was seen to be applied
   * @param survived whether all that must hold held
   */
  public static FaultVerdict of(boolean injected, boolean survived) {
    if (!injected) {
      return NOT_INJECTED;
    }
    return survived ? PASS : FAIL;
  }
}
