package lumen.governance.slo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Median;

/** All alerts of a service: which are on, how long the critical ones took, which were of use. */
public final class AlertBook {
  private static final int MOST_JUDGED = 4096;
  private static final long KEPT = 30 * ServiceCalendar.DAY;

  private final String service;
  private final Map<String, AlertTrack> tracks = new TreeMap<>();
  private final Deque<Restored> restored = new ArrayDeque<>();
  private final Map<String, Boolean> judged = new LinkedHashMap<>();
  private final Map<String, Boolean> begun = new LinkedHashMap<>();

  private boolean changed;

  private record Restored(long micros, long took) {}

  /** The alerts of a service. */
  public AlertBook(String service) {
    this.service = service;
  }

  AlertTrack track(String rule) {
    return tracks.computeIfAbsent(rule, r -> new AlertTrack());
  }

  void step(
      String rule,
      boolean critical,
      AlertTrack.Verdict verdict,
      long toBegin,
      long toEnd,
      Supplier<Fields> values,
      long micros,
      ServiceOutputs out) {
    AlertTrack track = track(rule);
    AlertTrack.Move move = track.step(verdict, toBegin, toEnd, micros);
    if (move == AlertTrack.Move.NONE) {
      return;
    }
    boolean begins = move == AlertTrack.Move.BEGIN;
    if (begins) {
      begun.put(service + '/' + rule + '/' + micros, true);
      shorten(begun);
      changed = true;
    } else if (critical) {
      restored.add(new Restored(micros, micros - track.begunMicros()));
    }
    String severity = critical ? "critical" : "warning";
    out.evidence(micros, "alert", rule, begins ? "begin" : "end", severity, values.get());
  }

  private static void shorten(Map<String, Boolean> map) {
    if (map.size() > MOST_JUDGED) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** The rules that are on, by name. */
  public List<String> on() {
    TreeSet<String> on = new TreeSet<>();
    tracks.forEach(
        (rule, track) -> {
          if (track.isOn()) {
            on.add(rule);
          }
        });
    return List.copyOf(on);
  }

  /** Notes whether an alert was of use; false where no such alert began. */
  public boolean judge(String alert, boolean useful) {
    if (!begun.containsKey(alert)) {
      return false;
    }
    judged.put(alert, useful);
    shorten(judged);
    changed = true;
    return true;
  }

  /** Share of the judged alerts that were of use; NaN of none. */
  public double precision() {
    long useful = judged.values().stream().filter(each -> each).count();
    return judged.isEmpty() ? Double.NaN : (double) useful / judged.size();
  }

  /** Median of what the critical alerts took that ended in 30 days, s; NaN of none. */
  public double timeToRestore(long now) {
    while (!restored.isEmpty() && restored.peek().micros() <= now - KEPT) {
      restored.poll();
    }
    return Median.of(
        restored.stream()
            .mapToDouble(each -> each.took() / (double) ServiceCalendar.SECOND)
            .toArray());
  }

  /** Writes how alerts stand, and what they took. */
  public void write(StateWriter out) {
    out.writeInt(tracks.size());
    for (Map.Entry<String, AlertTrack> each : tracks.entrySet()) {
      out.writeText(each.getKey());
      each.getValue().write(out);
    }
    out.writeInt(restored.size());
    for (Restored each : restored) {
      out.writeLong(each.micros());
      out.writeLong(each.took());
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(3 * Long.BYTES); n > 0; n--) {
      tracks.put(in.readText(), AlertTrack.read(in));
    }
    for (int n = in.readCount(2 * Long.BYTES); n > 0; n--) {
      restored.add(new Restored(in.readLong(), in.readLong()));
    }
  }

  /** Hands over which alerts began and what was said of them, if that changed. */
  public void drain(ChangedParts parts) {
    if (changed) {
      parts.put(
          LedgerPart.JUDGED,
          out -> {
            truths(begun, out);
            truths(judged, out);
          });
      changed = false;
    }
  }

  /** Reads the part. */
  public void readJudged(StateReader in) {
    truths(begun, in);
    truths(judged, in);
  }

  private static void truths(Map<String, Boolean> map, StateWriter out) {
    out.writeInt(map.size());
    for (Map.Entry<String, Boolean> each : map.entrySet()) {
      out.writeText(each.getKey());
      out.writeBoolean(each.getValue());
    }
  }

  private static void truths(Map<String, Boolean> map, StateReader in) {
    for (int n = in.readCount(Integer.BYTES + 1); n > 0; n--) {
      map.put(in.readText(), in.readBoolean());
    }
  }
}
