package lumen.governance.figure;

/** What an hour counted, and two of its quantiles. */
public final class HourSums {
  final Tally counts = new Tally();
  long up;
  long down;
  double p95 = Double.NaN;
  double p99 = Double.NaN;

  /** Its sums. */
  public Tally counts() {
    return counts;
  }

  /** Minutes of which is known whether they were up. */
  public long known() {
    return up + down;
  }

  /** Its p95, ms; NaN where too few are known. */
  public double p95() {
    return p95;
  }

  /** Its p99, ms; NaN where too few are known. */
  public double p99() {
    return p99;
  }
}
