package lumen.governance.figure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Saturated;

/** What a day counted, cost and earned. */
public final class DaySums {
  final Tally counts;
  final SortedMap<String, Long> effective = new TreeMap<>();
  long up;
  long down;
  double p95 = Double.NaN;
  long billedDaily;
  long billedBeside;
  long value;

  DaySums() {
    this(new Tally());
  }

  private DaySums(Tally counts) {
    this.counts = counts;
  }

  void write(StateWriter out) {
    counts.write(out);
    out.writeInt(effective.size());
    for (Map.Entry<String, Long> component : effective.entrySet()) {
      out.writeText(component.getKey());
      out.writeLong(component.getValue());
    }
    out.writeLong(up);
    out.writeLong(down);
    out.writeDouble(p95);
    out.writeLong(billedDaily);
    out.writeLong(billedBeside);
    out.writeLong(value);
  }

  static DaySums read(StateReader in) {
    DaySums day = new DaySums(Tally.read(in));
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      day.effective.put(in.readText(), in.readLong());
    }
    day.up = in.readLong();
    day.down = in.readLong();
    day.p95 = in.readDouble();
    day.billedDaily = in.readLong();
    day.billedBeside = in.readLong();
    day.value = in.readLong();
    return day;
  }

  /** Its sums. */
  public Tally counts() {
    return counts;
  }

  /** Minutes of which is known whether they were up. */
  public long known() {
    return up + down;
  }

  /** Its p95, ms; NaN where too few are known, or it has not ended. */
  public double p95() {
    return p95;
  }

  /** What was billed for use, less credits, 1e-9 units. */
  public long billedDaily() {
    return billedDaily;
  }

  /** What was billed for purchases, taxes and adjustments, 1e-9 units. */
  public long billedBeside() {
    return billedBeside;
  }

  /** What a component cost in effect, 1e-9 units. */
  public long effective(String component) {
    return effective.getOrDefault(component, 0L);
  }

  /** What all cost in effect, 1e-9 units. */
  public long effective() {
    return effective.values().stream().mapToLong(Long::longValue).reduce(0, Saturated::add);
  }

  /** What value lines told, 1e-9 units. */
  public long value() {
    return value;
  }

  /**
   * Adds to what was billed, 1e-9 units.
   *
   * @param daily whether it is for use, or a credit
   */
  public void addBilled(long amount, boolean daily) {
    if (daily) {
      billedDaily = Saturated.add(billedDaily, amount);
    } else {
      billedBeside = Saturated.add(billedBeside, amount);
    }
  }

  /** Adds to what a component cost in effect, 1e-9 units. */
  public void addEffective(String component, long amount) {
    effective.merge(component, amount, Saturated::add);
  }

  /** Adds to what was earned, 1e-9 units. */
  public void addValue(long amount) {
    value = Saturated.add(value, amount);
  }
}
