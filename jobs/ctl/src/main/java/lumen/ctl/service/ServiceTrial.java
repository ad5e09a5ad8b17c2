package lumen.ctl.service;

/**
 * A revision that is rolled out.
 *
 * @param hour of the plan at which it is deployed
 * @param revision its name
 * @param truth what is true of it
 * @param canary whether it first serves beside the one before, else it takes all at once
 * @param errors share of its requests that fail, 5xx
 * @param slowness by which its latencies are longer, 1 for those of the others
 */
public record ServiceTrial(
    double hour, String revision, Truth truth, boolean canary, double errors, double slowness) {
  /** Share of requests of the others that fail. */
  static final double USUAL_ERRORS = 0.0003;

  /** What is true of a revision. */
  public enum Truth {
    /** As the one before. */
    GOOD,
    /** Fails more. */
    ERRORS,
    /** Is slower. */
    SLOW,
    /** Never served: its deployment failed. */
    FAILED
  }

  /** A revision as good as the others. */
  static ServiceTrial good(double hour, String revision) {
    return new ServiceTrial(hour, revision, Truth.GOOD, true, USUAL_ERRORS, 1);
  }

  /** Whether it should not serve. */
  public boolean isBad() {
    return truth == Truth.ERRORS || truth == Truth.SLOW;
  }
}
