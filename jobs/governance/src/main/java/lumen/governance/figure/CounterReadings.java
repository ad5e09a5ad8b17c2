package lumen.governance.figure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LatenciesPart;
import lumen.governance.part.LedgerPart;
import lumen.governance.record.Latencies;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceLine.Sample;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The last readings of counters, and what they counted since. A counter resets as a whole: where
 * one of its counts falls, or it tells another start, all it shows was counted since.
 */
public final class CounterReadings {
  private static final long KEPT = 30 * ServiceCalendar.DAY;

  private final SortedMap<Key, Reading> last = new TreeMap<>();
  private final SortedSet<Key> changed = new TreeSet<>();
  private long resets;

  private record Key(String revision, String instance) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byRevision = revision.compareTo(other.revision);
      return byRevision != 0 ? byRevision : instance.compareTo(other.instance);
    }
  }

  private record Reading(long micros, long startMicros, long[] counts, Latencies latencies) {}

  /**
   * What was counted since the reading before.
   *
   * @param counts null where that is not known
   * @param latencies null where that is not known
   */
  public record Since(SampleCounts counts, Latencies latencies) {
    private static final Since NOTHING = new Since(null, null);
  }

  /** How many times counters were reset. */
  public long resets() {
    return resets;
  }

  /** Takes a reading; readings come in the order of time. */
  public Since take(Sample sample) {
    Key key = new Key(sample.revision(), sample.counter().instance());
    Reading before = last.get(key);
    long[] now = sample.counts().values();
    long start = sample.counter().startMicros();
    changed.add(key);
    if (before == null) {
      last.put(key, new Reading(sample.micros(), start, now, sample.latencies()));
      boolean sinceStart =
          start >= sample.micros() - sample.spanMicros() && start < sample.micros();
      return sinceStart ? raised(now, sample.latencies()) : Since.NOTHING;
    }
    boolean reset = start != before.startMicros || falls(before, now, sample.latencies());
    resets += reset ? 1 : 0;
    long[] delta = new long[now.length];
    long[] kept = now.clone();
    for (int i = 0; i < now.length; i++) {
      boolean told = now[i] >= 0;
      long base = reset ? 0 : before.counts[i];
      kept[i] = told ? now[i] : base;
      delta[i] = told && base >= 0 ? now[i] - base : SampleCounts.NOT_TOLD;
    }
    Latencies latencies = latencies(before.latencies, sample.latencies(), reset);
    Latencies keptLatencies =
        sample.latencies() == null && !reset ? before.latencies : sample.latencies();
    last.put(key, new Reading(sample.micros(), start, kept, keptLatencies));
    return raised(delta, latencies);
  }

  /** No delta has more errors than requests. */
  private static Since raised(long[] delta, Latencies latencies) {
    long[] counts = delta.clone();
    counts[0] = Math.max(counts[0], Math.max(0, counts[1]) + Math.max(0, counts[2]));
    return new Since(SampleCounts.of(counts), latencies);
  }

  private static boolean falls(Reading before, long[] now, Latencies latencies) {
    for (int i = 0; i < now.length; i++) {
      if (now[i] >= 0 && before.counts[i] >= 0 && now[i] < before.counts[i]) {
        return true;
      }
    }
    if (latencies != null && isAlike(before.latencies, latencies)) {
      for (int i = 0; i < latencies.n().length; i++) {
        if (latencies.n()[i] < before.latencies.n()[i]) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAlike(Latencies before, Latencies now) {
    return before != null && Arrays.equals(before.upToMs(), now.upToMs());
  }

  private static Latencies latencies(Latencies before, Latencies now, boolean reset) {
    if (now == null || reset) {
      return now;
    }
    if (!isAlike(before, now)) {
      return null;
    }
    long[] n = now.n().clone();
    Arrays.setAll(n, i -> now.n()[i] - before.n()[i]);
    return new Latencies(now.upToMs(), n, true);
  }

  /** Forgets readings that are too old. */
  public void forget(long micros) {
    last.forEach(
        (key, reading) -> {
          if (reading.micros < micros - KEPT) {
            changed.add(key);
          }
        });
    last.values().removeIf(reading -> reading.micros < micros - KEPT);
  }

  /** Writes what is no reading. */
  public void write(StateWriter out) {
    out.writeLong(resets);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    resets = in.readLong();
  }

  /** Hands over the readings that changed. */
  public void drain(ChangedParts parts) {
    for (Key key : changed) {
      Reading reading = last.get(key);
      parts.put(
          LedgerPart.COUNTER,
          LedgerPart.COUNTER.key(key.revision, key.instance),
          reading == null ? null : out -> write(key, reading, out));
    }
    changed.clear();
  }

  private static void write(Key key, Reading reading, StateWriter out) {
    out.writeText(key.revision);
    out.writeText(key.instance);
    out.writeLong(reading.micros);
    out.writeLong(reading.startMicros);
    out.writeInt(reading.counts.length);
    out.write(reading.counts, reading.counts.length);
    LatenciesPart.write(reading.latencies, out);
  }

  /** Reads a part. */
  public void readCounter(StateReader in) {
    last.put(
        new Key(in.readText(), in.readText()),
        new Reading(
            in.readLong(),
            in.readLong(),
            in.readLongs(in.readCount(Long.BYTES)),
            LatenciesPart.read(in)));
  }
}
