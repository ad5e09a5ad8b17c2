package lumen.report;

/** How often a figure met a level, to the value. */
final class LevelCount {
  private static final double P95 = 0.95;

  private final RunLevels.Level level;
  private long n;
  private long met;

  LevelCount(RunLevels.Level level) {
    this.level = level;
  }

  /** Takes a value; NaN is none. */
  void add(double value) {
    if (!Double.isNaN(value)) {
      n++;
      met += level.isMetBy(value) ? 1 : 0;
    }
  }

  RunLevels.Level level() {
    return level;
  }

  /** Values so far. */
  long count() {
    return n;
  }

  /** Share of the values that met it, 0 to 1; NaN without any. */
  double share() {
    return n == 0 ? Double.NaN : (double) met / n;
  }

  /**
   * Whether a target is reached: whether the quantile 0.95 of type 1 (Hyndman and Fan 1996), the
   * value of rank ceil(0.95 n), meets it; whether an alert's level was never exceeded.
   */
  boolean isKept() {
    return level.target() ? met > n - (long) Math.ceil(P95 * n) : met == n;
  }
}
