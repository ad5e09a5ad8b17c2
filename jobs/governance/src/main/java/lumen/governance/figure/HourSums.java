package lumen.governance.figure;

import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What an hour counted, and two of its quantiles. */
public final class HourSums {
  final Tally counts;
  long up;
  long down;
  double p95 = Double.NaN;
  double p99 = Double.NaN;

  HourSums() {
    this(new Tally());
  }

  private HourSums(Tally counts) {
    this.counts = counts;
  }

  void write(StateWriter out) {
    counts.write(out);
    out.writeLong(up);
    out.writeLong(down);
    out.writeDouble(p95);
    out.writeDouble(p99);
  }

  static HourSums read(StateReader in) {
    HourSums hour = new HourSums(Tally.read(in));
    hour.up = in.readLong();
    hour.down = in.readLong();
    hour.p95 = in.readDouble();
    hour.p99 = in.readDouble();
    return hour;
  }

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
