package lumen.ctl.drill.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of one step of the drill.
 *
 * @param number its place, 1 to 13
 * @param step what is done
 * @param took seconds
 * @param injected whether it was seen to be done
 * @param times what was measured, each with its limit
 * @param span its time, and the alerts that it expects
 * @param unexpected alerts that nobody expected
 * @param broken what did not hold, in words
 */
record DrillRow(
    int number,
    String step,
    double took,
    boolean injected,
    List<Timed> times,
    ExpectedAlerts.Span span,
    List<String> unexpected,
    List<String> broken) {

  /**
   * A time and its limit.
   *
   * @param what of what
   * @param seconds NaN if it never came
   * @param limit seconds
   */
  record Timed(String what, double seconds, double limit) {
    boolean held() {
      return seconds <= limit;
    }

    @Override
    public String toString() {
      String took = Double.isNaN(seconds) ? "never" : String.format(Locale.ROOT, "%.1f", seconds);
      return String.format(Locale.ROOT, "%s %s/%.0f s", what, took, limit);
    }
  }

  DrillRow {
    times = List.copyOf(times);
    unexpected = List.copyOf(unexpected);
    broken = List.copyOf(broken);
  }

  /** The same, with what was delivered when the drill was over. */
  DrillRow judged(List<String> alerts) {
    return new DrillRow(number, step, took, injected, times, span, alerts, broken);
  }

  /** PASS, FAIL, or NOT_INJECTED: then nothing is known. */
  String verdict() {
    if (!injected) {
      return "NOT_INJECTED";
    }
    return why().isEmpty() ? "PASS" : "FAIL";
  }

  boolean passed() {
    return verdict().equals("PASS");
  }

  /** Everything that speaks against it. */
  List<String> why() {
    List<String> why = new ArrayList<>();
    times.stream().filter(time -> !time.held()).forEach(time -> why.add(time.toString()));
    unexpected.forEach(alert -> why.add("unexpected: " + alert));
    why.addAll(broken);
    return why;
  }
}
