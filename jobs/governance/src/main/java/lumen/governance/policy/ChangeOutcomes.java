package lumen.governance.policy;

import static lumen.governance.figure.ServiceCalendar.DAY;
import static lumen.governance.figure.ServiceCalendar.HOUR;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How the measured changes of 30 days ended, and which directions are barred. */
final class ChangeOutcomes {
  private static final long KEPT = 30 * DAY;

  private final Map<String, Long> barredUntil = new TreeMap<>();
  private final Deque<Outcome> outcomes = new ArrayDeque<>();

  private record Outcome(long micros, String word) {}

  boolean isBarred(Proposal change, long now) {
    return now < barredUntil.getOrDefault(bar(change), Long.MIN_VALUE);
  }

  /** Notes how a change ended; what was undone or of no use is barred for so many hours. */
  void add(Proposal change, String outcome, long now, double barH) {
    if (!"unmeasured".equals(outcome)) {
      outcomes.add(new Outcome(now, outcome));
    }
    if ("undone".equals(outcome) || "no_effect".equals(outcome)) {
      barredUntil.put(bar(change), now + Math.round(barH * HOUR));
    }
  }

  private static String bar(Proposal change) {
    return change.knob().word() + (change.up() ? '+' : '-');
  }

  /** Share of the measured changes that were kept; NaN of none. */
  double successRatio(long now) {
    while (!outcomes.isEmpty() && outcomes.peek().micros() <= now - KEPT) {
      outcomes.poll();
    }
    long kept = outcomes.stream().filter(each -> "kept".equals(each.word())).count();
    return outcomes.isEmpty() ? Double.NaN : (double) kept / outcomes.size();
  }

  void write(StateWriter out) {
    out.writeInt(barredUntil.size());
    for (Map.Entry<String, Long> each : barredUntil.entrySet()) {
      out.writeText(each.getKey());
      out.writeLong(each.getValue());
    }
    out.writeInt(outcomes.size());
    for (Outcome each : outcomes) {
      out.writeLong(each.micros());
      out.writeText(each.word());
    }
  }

  void read(StateReader in) {
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      barredUntil.put(in.readText(), in.readLong());
    }
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      outcomes.add(new Outcome(in.readLong(), in.readText()));
    }
  }
}
