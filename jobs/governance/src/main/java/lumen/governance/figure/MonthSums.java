package lumen.governance.figure;

import java.time.YearMonth;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What a month counted so far. */
public final class MonthSums {
  final YearMonth month;
  final Tally counts;
  long up;
  long down;
  boolean approximateP95;
  boolean approximateP99;

  MonthSums(YearMonth month) {
    this(month, new Tally());
  }

  private MonthSums(YearMonth month, Tally counts) {
    this.month = month;
    this.counts = counts;
  }

  void write(StateWriter out) {
    out.writeInt(month.getYear());
    out.writeInt(month.getMonthValue());
    counts.write(out);
    out.writeLong(up);
    out.writeLong(down);
    out.writeBoolean(approximateP95);
    out.writeBoolean(approximateP99);
  }

  static MonthSums read(StateReader in) {
    MonthSums sums = new MonthSums(YearMonth.of(in.readInt(), in.readInt()), Tally.read(in));
    sums.up = in.readLong();
    sums.down = in.readLong();
    sums.approximateP95 = in.readBoolean();
    sums.approximateP99 = in.readBoolean();
    return sums;
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
