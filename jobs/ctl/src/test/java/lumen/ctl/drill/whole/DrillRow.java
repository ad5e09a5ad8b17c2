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
 * @param measured each with its limit
 * @param span its time, and the alerts that it expects
 * @param unexpected alerts that nobody expected
 * @param broken what did not hold, in words
 */
record DrillRow(
    int number,
    String step,
    double took,
    boolean injected,
    List<Measured> measured,
    ExpectedAlerts.Span span,
    List<String> unexpected,
    List<String> broken) {

  /**
   * A figure and its limit.
   *
   * @param what of what
   * @param value NaN if it never came
   * @param limit in the same unit
   * @param unit s or MB
   * @param least whether the limit is the least; else it is the most
   */
  record Measured(String what, double value, double limit, String unit, boolean least) {
    /** Of seconds, with the most that are allowed. */
    static Measured time(String what, double seconds, double limit) {
      return new Measured(what, seconds, limit, "s", false);
    }

    boolean held() {
      return least ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
      String took = Double.isNaN(value) ? "never" : String.format(Locale.ROOT, "%.1f", value);
      String of = least ? ", at least " : "/";
      return String.format(Locale.ROOT, "%s %s%s%.0f %s", what, took, of, limit, unit);
    }
  }

  DrillRow {
    measured = List.copyOf(measured);
    unexpected = List.copyOf(unexpected);
    broken = List.copyOf(broken);
  }

  /** The same, with what was delivered when the drill was over. */
  DrillRow judged(List<String> alerts) {
    return new DrillRow(number, step, took, injected, measured, span, alerts, broken);
  }

  /** The same, with what did not hold when everything had ended. */
  DrillRow ended(List<String> more) {
    List<String> all = new ArrayList<>(broken);
    all.addAll(more);
    return new DrillRow(number, step, took, injected, measured, span, unexpected, all);
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
    measured.stream().filter(one -> !one.held()).forEach(one -> why.add(one.toString()));
    unexpected.forEach(alert -> why.add("unexpected: " + alert));
    why.addAll(broken);
    return why;
  }
}
