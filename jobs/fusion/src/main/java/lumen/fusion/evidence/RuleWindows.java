package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The windows that the rules of one tenant look over, each kept once. */
final class RuleWindows {
  private final List<RiskRule> rules;
  private final Map<WindowKey, Kept> kept = new LinkedHashMap<>();
  private final List<Field> fields;
  private final FieldWindow[][] ofRule;
  private final double[][] figures;
  private final long longest;
  private long anchor;

  /**
   * A window.
   *
   * @param sinceMicros values up to this time are not part of it
   */
  private record Kept(FieldWindow window, long sinceMicros) {}

  /** The windows of rules, empty. */
  RuleWindows(List<RiskRule> rules, SinceOf since) {
    this.rules = rules;
    Map<WindowKey, Set<WindowFunction>> asked = new LinkedHashMap<>();
    for (RiskRule rule : rules) {
      for (WindowCall call : rule.condition().calls()) {
        asked
            .computeIfAbsent(WindowKey.of(call), key -> EnumSet.noneOf(WindowFunction.class))
            .add(call.function());
      }
    }
    asked.forEach(
        (key, functions) ->
            kept.put(
                key, new Kept(new FieldWindow(key.spanMicros(), functions), since.micros(key))));
    fields =
        kept.keySet().stream()
            .map(WindowKey::field)
            .distinct()
            .sorted(Comparator.comparingInt(Field::code))
            .toList();
    longest = kept.keySet().stream().mapToLong(WindowKey::spanMicros).max().orElse(0);
    ofRule = new FieldWindow[rules.size()][];
    figures = new double[rules.size()][];
    for (int r = 0; r < rules.size(); r++) {
      List<WindowCall> calls = rules.get(r).condition().calls();
      ofRule[r] =
          calls.stream()
              .map(call -> kept.get(WindowKey.of(call)).window())
              .toArray(FieldWindow[]::new);
      figures[r] = new double[calls.size()];
    }
  }

  /** From when on a window counts. */
  interface SinceOf {
    long micros(WindowKey key);
  }

  /** The windows of other rules: those that these have go on, others begin after a time. */
  RuleWindows continuedBy(List<RiskRule> others, long newestMicros) {
    RuleWindows next =
        new RuleWindows(
            others, key -> kept.containsKey(key) ? kept.get(key).sinceMicros() : newestMicros);
    next.restart(anchor);
    next.kept.forEach(
        (key, window) -> {
          if (kept.containsKey(key)) {
            kept.get(key).window().copyTo(window.window());
          }
        });
    return next;
  }

  /** Begins anew, all empty, counting from this time. */
  void restart(long anchorMicros) {
    anchor = anchorMicros;
    kept.values().forEach(window -> window.window().restart(anchorMicros));
  }

  /** The time from which the windows count. */
  long anchorMicros() {
    return anchor;
  }

  /** Takes a frame. */
  void take(long micros, FrameFields values) {
    for (Map.Entry<WindowKey, Kept> entry : kept.entrySet()) {
      FieldWindow window = entry.getValue().window();
      window.advance(micros);
      double value = values.number(entry.getKey().field());
      if (Double.isFinite(value)) {
        window.add(value);
      }
    }
  }

  /**
   * Takes history again.
   *
   * @param newestMicros time of the newest frame
   */
  void takeAgain(Iterable<byte[]> history, long newestMicros) {
    for (byte[] chunk : history) {
      WindowHistory.read(
          chunk, (micros, field, value) -> again(micros, field, value, newestMicros));
    }
    if (newestMicros != Long.MIN_VALUE) {
      kept.values().forEach(window -> window.window().advance(newestMicros));
    }
  }

  private void again(long micros, Field field, double value, long newestMicros) {
    kept.forEach(
        (key, window) -> {
          if (key.field() == field
              && micros > window.sinceMicros()
              && micros > newestMicros - key.spanMicros()) {
            window.window().advance(micros);
            window.window().add(value);
          }
        });
  }

  /** The figures of the calls of a rule, valid until the next call. */
  double[] figures(int rule) {
    List<WindowCall> calls = rules.get(rule).condition().calls();
    for (int i = 0; i < calls.size(); i++) {
      figures[rule][i] = ofRule[rule][i].figure(calls.get(i).function());
    }
    return figures[rule];
  }

  /** From when on each window counts. */
  Map<WindowKey, Long> starts() {
    Map<WindowKey, Long> starts = new LinkedHashMap<>();
    kept.forEach((key, window) -> starts.put(key, window.sinceMicros()));
    return starts;
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** The fields that windows look over, by code. */
  List<Field> fields() {
    return fields;
  }

  /** The longest of the windows; 0 without one. */
  long longestMicros() {
    return longest;
  }

  /** About how many numbers they hold. */
  long weight() {
    List<Long> weights = new ArrayList<>();
    kept.values().forEach(window -> weights.add(window.window().weight()));
    return weights.stream().mapToLong(Long::longValue).sum();
  }
}
