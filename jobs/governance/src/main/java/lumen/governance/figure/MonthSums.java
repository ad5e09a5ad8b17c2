package lumen.governance.figure;

import java.time.YearMonth;

/** What a month counted so far. */
public final class MonthSums {
  final YearMonth month;
  final Tally counts = new Tally();
  long up;
  long down;
  boolean approximateP95;
  boolean approximateP99;

  MonthSums(YearMonth month) {
    this.month = month;
  }

  /** Which month. */
  public YearMonth month() {
    return month;
  }

  /** Its sums. */
  public Tally counts() {
    return counts;
  }

  /** Whether a bucket had no edge at the limit of p95. */
  public boolean isApproximateP95() {
    return approximateP95;
  }

  /** Whether a bucket had no edge at the limit of p99. */
  public boolean isApproximateP99() {
    return approximateP99;
  }
}
