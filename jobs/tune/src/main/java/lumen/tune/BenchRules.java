package lumen.tune;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import lumen.fusion.settings.LumenSettings;
import lumen.tune.Column.Figures;
import lumen.tune.NewValue.Difference;

/**
 * What the figures of a bench recommend. Limits are those of the alerts and of the config folder;
 * every recommendation is a share of what is there, small enough to be tried and taken back.
 *
 * <ul>
 *   <li>tick jitter p95 above 25 ms: the machine is late, no gain can help: nothing about the loop
 *       is recommended then;
 *   <li>mean phase difference of the bridge above the drift budget: kp +10 %; its p95 alone: +5 %;
 *   <li>entropy p95 above the warning level: kd +10 %;
 *   <li>sync quality p95 below 0.85, or p05 below 0.80: ki +10 %;
 *   <li>q/r on average above 1.8: q -10 %, above 2.5 also r +10 %; below 0.2: r -10 %;
 *   <li>mean tick more than 8 ms from where the loop starts: tick 8 ms that way.
 * </ul>
 */
final class BenchRules {
  /** With fewer values a p95 is the greatest of all. */
  static final int FEWEST_VALUES = 20;

  private static final double JITTER_MS = 25;
  private static final double SYNC_P95 = 0.85;
  private static final double SYNC_P05 = 0.80;
  private static final double RATIO_HIGH = 1.8;
  private static final double RATIO_DIVERGED = 2.5;
  private static final double RATIO_LOW = 0.2;
  private static final int TICK_STEP_MS = 8;

  private final SortedMap<String, SortedMap<String, Figures>> figures;
  private final LumenSettings settings;
  private final Map<Parameter, List<Advice>> found = new EnumMap<>(Parameter.class);

  /**
   * Rules over figures.
   *
   * @param figures by tenant and metric
   * @param settings what was in force
   */
  BenchRules(SortedMap<String, SortedMap<String, Figures>> figures, LumenSettings settings) {
    this.figures = figures;
    this.settings = settings;
  }

  /** One figure of one tenant. */
  private record Found(String tenant, String metric, double value) {}

  /** The recommendations, one for each subject at most. */
  List<Advice> advise() {
    noises();
    List<Advice> advice = new ArrayList<>();
    Optional<Found> jitter = jitter();
    if (jitter.isPresent()) {
      advice.add(machine(jitter.get()));
    } else {
      loop();
    }
    for (Map.Entry<Parameter, List<Advice>> ofSubject : found.entrySet()) {
      advice.add(one(ofSubject.getValue()));
    }
    return advice;
  }

  private Optional<Found> jitter() {
    return greatest(Figures::p95, "bridge_tick_jitter_ms")
        .or(() -> greatest(Figures::p95, "bridge_tick_jitter_ms_p95"))
        .filter(found -> found.value() > JITTER_MS);
  }

  private static Advice machine(Found jitter) {
    return Advice.hint(
        jitter.tenant(),
        jitter.metric(),
        jitter.value(),
        ("p95 %s ms, above %s: ticks come late, so errors of the loop are not its own; no gain is"
                + " changed: look at the machine (load, pauses, playout)")
            .formatted(Rounded.text(jitter.value()), Rounded.text(JITTER_MS)));
  }

  private void noises() {
    greatest(Figures::mean, PlainValues.Q_R_RATIO)
        .ifPresent(
            ratio -> {
              above(Parameter.Q, -10, ratio, "mean", RATIO_HIGH, "it follows noise");
              above(Parameter.R, 10, ratio, "mean", RATIO_DIVERGED, "the filters diverge");
            });
    least(Figures::mean, PlainValues.Q_R_RATIO)
        .ifPresent(
            ratio ->
                below(Parameter.R, -10, ratio, "mean", RATIO_LOW, "it hardly follows the phases"));
  }

  private void loop() {
    double budget = settings.bridge().phase().driftBudget();
    greatest(Figures::mean, "bridge_phase_diff_mean")
        .ifPresent(
            mean ->
                above(Parameter.KP, 10, mean, "mean", budget, "the loop is too slow on average"));
    if (!found.containsKey(Parameter.KP)) {
      greatest(Figures::p95, "bridge_phase_diff_mean")
          .ifPresent(p95 -> above(Parameter.KP, 5, p95, "p95", budget, "it is too slow at times"));
    }
    double warn = settings.risk().burnRateThresholds().entropy().warn();
    greatest(Figures::p95, "bridge_entropy_ratio")
        .or(() -> greatest(Figures::p95, "fusion_entropy_ratio"))
        .ifPresent(p95 -> above(Parameter.KD, 10, p95, "p95", warn, "the phases scatter"));
    sync();
    ticks();
  }

  private void sync() {
    String metric = has("bridge_sync_quality") ? "bridge_sync_quality" : "fusion_sync_quality";
    least(Figures::p95, metric)
        .ifPresent(p95 -> below(Parameter.KI, 10, p95, "p95", SYNC_P95, "it never locks well"));
    if (!found.containsKey(Parameter.KI)) {
      least(Figures::p05, metric)
          .ifPresent(
              p05 -> below(Parameter.KI, 10, p05, "p05", SYNC_P05, "the lock does not hold"));
    }
  }

  private void ticks() {
    double start = settings.bridge().loop().tickMs();
    String metric = "bridge_tick_ms";
    String settled = "the loop settles there, not at loop.tick_ms";
    greatest(Figures::mean, metric)
        .ifPresent(
            mean ->
                above(Parameter.TICK, TICK_STEP_MS, mean, "mean", start + TICK_STEP_MS, settled));
    least(Figures::mean, metric)
        .ifPresent(
            mean ->
                below(Parameter.TICK, -TICK_STEP_MS, mean, "mean", start - TICK_STEP_MS, settled));
  }

  private boolean has(String metric) {
    return figures.values().stream().anyMatch(metrics -> metrics.containsKey(metric));
  }

  private void above(
      Parameter subject, int by, Found found, String statistic, double limit, String meaning) {
    if (found.value() > limit) {
      add(subject, by, found, statistic + " %s, above " + Rounded.text(limit) + ": " + meaning);
    }
  }

  private void below(
      Parameter subject, int by, Found found, String statistic, double limit, String meaning) {
    if (found.value() < limit) {
      add(subject, by, found, statistic + " %s, below " + Rounded.text(limit) + ": " + meaning);
    }
  }

  private void add(Parameter subject, int by, Found of, String reason) {
    Difference difference =
        subject == Parameter.TICK ? Difference.millis(by) : Difference.percent(by);
    found
        .computeIfAbsent(subject, s -> new ArrayList<>())
        .add(
            Advice.of(
                subject,
                difference,
                of.tenant(),
                of.metric(),
                of.value(),
                reason.formatted(Rounded.text(of.value()))));
  }

  /** All tenants share one config: where they disagree nothing is changed. */
  private static Advice one(List<Advice> ofSubject) {
    Advice first = ofSubject.get(0);
    for (Advice other : ofSubject) {
      if (!other.title().equals(first.title())) {
        return Advice.hint(
            other.tenant(),
            other.metric(),
            other.value(),
            "tenants disagree about %s (%s: %s, %s: %s): no change"
                .formatted(
                    first.subject().orElseThrow().word(),
                    OneLine.of(first.tenant(), 20),
                    first.by().orElseThrow().text(),
                    OneLine.of(other.tenant(), 20),
                    other.by().orElseThrow().text()));
      }
    }
    return first;
  }

  private Optional<Found> greatest(ToDoubleFunction<Figures> statistic, String metric) {
    return extreme(statistic, metric, 1);
  }

  private Optional<Found> least(ToDoubleFunction<Figures> statistic, String metric) {
    return extreme(statistic, metric, -1);
  }

  /** The tenant whose figure lies farthest in a direction, of those with enough values. */
  private Optional<Found> extreme(
      ToDoubleFunction<Figures> statistic, String metric, int direction) {
    Found best = null;
    for (Map.Entry<String, SortedMap<String, Figures>> ofTenant : figures.entrySet()) {
      Figures of = ofTenant.getValue().get(metric);
      if (of != null && of.n() >= FEWEST_VALUES) {
        double value = statistic.applyAsDouble(of);
        if (best == null || direction * value > direction * best.value()) {
          best = new Found(ofTenant.getKey(), metric, value);
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
