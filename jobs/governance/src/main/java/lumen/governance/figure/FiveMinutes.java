package lumen.governance.figure;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.part.ChangedNumbers;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.governance.part.SketchPart;
import lumen.state.StateContent;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Sketch;

/** Values of every five minutes of the last thirty hours; NaN where one lacks what it needs. */
public final class FiveMinutes {
  /** Length of a value, microseconds. */
  public static final long LENGTH = 5 * MINUTE;

  private static final long KEPT = 30 * HOUR;

  private final NavigableMap<Long, Values> values = new TreeMap<>();
  private Tally counts = new Tally();
  private Sketch latencies = new Sketch();
  private boolean toldColdStarts;
  private final ChangedNumbers changed = new ChangedNumbers(LedgerPart.VALUES);

  /**
   * The values of five minutes.
   *
   * @param hitRate share of lookups
   * @param errorRate share of requests
   * @param p95Ms ms
   * @param coldStartRate share of requests
   */
  public record Values(double hitRate, double errorRate, double p95Ms, double coldStartRate) {}

  /** Takes a step. */
  public void close(long end, StepCounts step) {
    counts.add(step.counts);
    latencies.add(step.latencies);
    toldColdStarts |= step.toldColdStarts;
    if (end % LENGTH == 0) {
      values.put(end, values());
      changed.mark(hour(end));
      counts = new Tally();
      latencies = new Sketch();
      toldColdStarts = false;
    }
    NavigableMap<Long, Values> old = values.headMap(end - KEPT, true);
    old.keySet().forEach(each -> changed.mark(hour(each)));
    old.clear();
  }

  /** The hour that a value lies in, by its end. */
  private static long hour(long end) {
    return (end - 1) / HOUR;
  }

  private Values values() {
    long requests = counts.get(Count.REQUESTS);
    return new Values(
        share(Count.HITS, counts.lookups(), Rate.NEEDS_LOOKUPS),
        share(Count.ERRORS_5XX, requests, Rate.NEEDS),
        LatencyFigures.quantile(latencies, 0.95),
        toldColdStarts ? share(Count.COLD_STARTS, requests, Rate.NEEDS) : Double.NaN);
  }

  private double share(Count part, long n, long needs) {
    return n < needs ? Double.NaN : (double) counts.get(part) / n;
  }

  /** The values that end after one time and up to another, by their end. */
  public NavigableMap<Long, Values> between(long after, long upTo) {
    return values.subMap(after, false, upTo, true);
  }

  /** The values that end at a time; null where there are none. */
  public Values at(long end) {
    return values.get(end);
  }

  /** Writes what was gathered since the last value. */
  public void write(StateWriter out) {
    counts.write(out);
    SketchPart.write(latencies, out);
    out.writeBoolean(toldColdStarts);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    counts = Tally.read(in);
    latencies = SketchPart.read(in);
    toldColdStarts = in.readBoolean();
  }

  /** Hands over the values that changed. */
  public void drain(ChangedParts parts) {
    changed.drain(parts, this::content);
  }

  private StateContent content(long hour) {
    NavigableMap<Long, Values> its = values.subMap(hour * HOUR, false, (hour + 1) * HOUR, true);
    return its.isEmpty()
        ? null
        : out -> {
          out.writeInt(its.size());
          for (Map.Entry<Long, Values> each : its.entrySet()) {
            out.writeLong(each.getKey());
            out.writeDouble(each.getValue().hitRate());
            out.writeDouble(each.getValue().errorRate());
            out.writeDouble(each.getValue().p95Ms());
            out.writeDouble(each.getValue().coldStartRate());
          }
        };
  }

  /** Reads a part. */
  public void readHour(StateReader in) {
    for (int n = in.readCount(5 * Long.BYTES); n > 0; n--) {
      values.put(
          in.readLong(),
          new Values(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
  }
}
