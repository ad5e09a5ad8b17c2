package lumen.watch.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import lumen.watch.rules.RuleFile.Rule;
import lumen.watch.sampled.FrameSamples;
import lumen.watch.sampled.Quantile;
import lumen.watch.sampled.Records;
import lumen.watch.sampled.RunSamples;

/**
 * What a gate says of the frames that a run left, by the rules by which Prometheus says it. What
 * frames do not tell (budgets, alerts, faults that were survived) has no data, and closes it.
 */
final class SampledGate {
  private static final long BRIDGE_MS = 600_000;
  private static final long LOOKED_AT_MS = 60_000;
  private static final double P95 = 0.95;

  private final RunSamples samples;

  private SampledGate(RunSamples samples) {
    this.samples = samples;
  }

  /**
   * Judges samples, with windows as long as the gate has them.
   *
   * @param rules the shipped rules, which say what a record is
   * @param only the tenant that is asked about, empty for each that has a bridge
   */
  static GateReading read(Gate gate, RunSamples samples, List<Rule> rules, Optional<String> only) {
    return read(gate, samples, rules, only, ConditionQuery::new);
  }

  private static GateReading read(
      Gate gate,
      RunSamples samples,
      List<Rule> rules,
      Optional<String> only,
      Function<GateCondition, ConditionQuery> way) {
    Records records = new Records(rules, samples);
    gate.conditions().values().forEach(condition -> records.add(condition.of()));
    SampledGate sampled = new SampledGate(samples);
    Set<String> tenants =
        new TreeSet<>(
            only.map(Set::of).orElseGet(() -> samples.tenants("bridge_state", BRIDGE_MS)));
    List<GateVerdict> verdicts = new ArrayList<>();
    for (GateCondition condition : gate.conditions().values()) {
      for (String tenant : condition.scope() == Scope.JOB ? Set.of("") : tenants) {
        verdicts.add(sampled.verdict(way.apply(condition), tenant));
      }
    }
    return GateReading.of(gate, tenants, verdicts);
  }

  /**
   * Judges the frames of a file.
   *
   * @throws IOException if it cannot be read, or a line of it is no frame
   * @throws IllegalArgumentException if {@code since} lies too late for a window
   */
  static GateReading read(
      Gate gate, Path frames, Optional<Instant> since, List<Rule> rules, Optional<String> only)
      throws IOException {
    RunSamples samples =
        FrameSamples.read(frames, since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    if (since.isEmpty() || samples.isEmpty()) {
      return read(gate, samples, rules, only);
    }
    Duration age = Duration.between(since.get(), Instant.ofEpochMilli(samples.endMs()));
    return read(gate, samples, rules, only, new SinceQuery(rules, age)::of);
  }

  private GateVerdict verdict(ConditionQuery query, String tenant) {
    GateCondition condition = query.condition();
    double[] held = held(condition, tenant);
    boolean told = condition.scope() == Scope.TENANT && condition.take().covered();
    double value = told ? value(query, tenant, held) : Double.NaN;
    return GateVerdict.of(condition, tenant, value, count(query, tenant, held));
  }

  private long count(ConditionQuery query, String tenant, double[] held) {
    Optional<Window> over = query.condition().window();
    if (query.counted().isEmpty() || over.isEmpty()) {
      return held.length;
    }
    long every = new Window(query.condition().every()).length().toMillis();
    return samples.looks(query.counted(), tenant, over.get().length().toMillis(), every).length;
  }

  private double[] held(GateCondition condition, String tenant) {
    if (condition.window().isEmpty()) {
      return new double[0];
    }
    long back = condition.window().get().length().toMillis();
    long every = new Window(condition.every()).length().toMillis();
    return every >= LOOKED_AT_MS
        ? samples.looks(condition.of(), tenant, back, every)
        : samples.window(condition.of(), tenant, back);
  }

  /** Of a record that would look back too far only the newest has seen all that counts. */
  private double value(ConditionQuery query, String tenant, double[] held) {
    GateCondition condition = query.condition();
    double newest = samples.newest(condition.of(), tenant);
    if (Double.isNaN(newest) || condition.take() == Take.NEWEST || !query.instead().isEmpty()) {
      return newest;
    }
    return switch (condition.take()) {
      case MEAN -> Arrays.stream(held).average().orElse(Double.NaN);
      case MAX -> condition.window().isEmpty() ? newest : Arrays.stream(held).max().orElse(newest);
      case P95 -> Quantile.of(P95, held);
      case NEWEST, SHARE, PASSED, COUNT -> Double.NaN;
    };
  }
}
