package lumen.overlay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.overlay.breaker.BreakerState;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateChanges;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateState;
import lumen.overlay.record.Because;
import lumen.overlay.record.Decision;
import lumen.overlay.record.Verdict;
import lumen.overlay.tenant.OverlayEvidence;
import lumen.overlay.tenant.TenantView;
import lumen.overlay.tenant.TenantView.BreakerView;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.metrics.HostClock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class RouteMetricsTest {
  private final Map<String, Metric> series = new TreeMap<>();
  private final RouteMetrics metrics = new RouteMetrics(group(""), flags(2), true, 1);

  private static FlagSet flags(int scenarios) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < scenarios; i++) {
      names.add("s" + i);
    }
    return new FlagSet(
        Features.NONE,
        List.of(new OverlayFlag("fast", names, 0, 50, true, "fast", GateChanges.NONE)));
  }

  /** A group that keeps its series by name and labels. */
  private MetricGroup group(String labels) {
    return new UnregisteredMetricsGroup() {
      @Override
      public MetricGroup addGroup(String key, String value) {
        return group(labels + (labels.isEmpty() ? "" : ",") + key + '=' + value);
      }

      @Override
      public Counter counter(String name) {
        Counter counter = super.counter(name);
        series.put(name + '{' + labels + '}', counter);
        return counter;
      }

      @Override
      public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        series.put(name + '{' + labels + '}', gauge);
        return gauge;
      }
    };
  }

  private double value(String name) {
    Metric metric = series.get(name);
    assertThat(metric).as(name + " among " + series.keySet()).isNotNull();
    return metric instanceof Counter counter
        ? counter.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).doubleValue();
  }

  private static Decision decision(String scenario, String overlay, Because because) {
    Because.Reason reason = because == null ? Because.Reason.SPLIT : because.reason();
    return new Decision(1, "t", "r", scenario, overlay, reason, because, 7, false, "f", List.of());
  }

  @Test
  void onlyWhatTheFlagsNameHasSeries() {
    metrics.decided(decision("s0", "fast", null));
    metrics.decided(decision("s0", "baseline", Because.LOW_CONFIDENCE));
    metrics.decided(decision("made up", "fast", null));
    metrics.decided(decision("s0", "new", null));
    metrics.outcome("s1", "fast", "missing");
    assertThat(value("overlay_requests_total{scenario=s0,overlay=fast}")).isEqualTo(1);
    assertThat(value("overlay_requests_total{scenario=s0,overlay=baseline}")).isEqualTo(1);
    assertThat(value("overlay_requests_total{scenario=other,overlay=other}")).isEqualTo(2);
    String taken = "overlay_decisions_total{overlay=%s,reason=SPLIT,because=taken}";
    assertThat(value(taken.formatted("fast"))).isEqualTo(2);
    assertThat(value(taken.formatted("other"))).isEqualTo(1);
    String given = "overlay_decisions_total{overlay=baseline,reason=%s,because=%s}";
    assertThat(value(given.formatted("DEFAULT", "low_confidence"))).isEqualTo(1);
    assertThat(value(given.formatted("GUARDED", "breaker_open"))).isZero();
    assertThat(value("overlay_outcomes_total{scenario=s1,overlay=fast,result=missing}"))
        .isEqualTo(1);
    assertThat(value("overlay_outcomes_total{scenario=s1,overlay=fast,result=success}")).isZero();
    assertThat(series.keySet()).noneMatch(name -> name.contains("made up"));
  }

  /** However many scenarios there are: 1,000 series of a metric, 10,000 in all. */
  @Test
  void seriesAreCapped() {
    series.clear();
    RouteMetrics many = new RouteMetrics(group(""), flags(5_000), false, 1);
    many.decided(decision("s4999", "fast", null));
    Map<String, Integer> ofMetric = new TreeMap<>();
    series
        .keySet()
        .forEach(name -> ofMetric.merge(name.replaceFirst("\\{.*", ""), 1, Integer::sum));
    assertThat(ofMetric.values()).allMatch(count -> count <= 1_000);
    assertThat(series).hasSizeLessThanOrEqualTo(10_000).hasSizeGreaterThan(1_000);
    assertThat(value("overlay_requests_total{scenario=other,overlay=other}")).isEqualTo(1);
  }

  private static Verdict verdict(String tenant, double delta, double quality, GateState tokens) {
    Verdict.Window window =
        new Verdict.Window(300, 50, 60, 0, delta, 0, 0, 0, 8, 0, 50, 60, quality, quality - 0.8, 0);
    return new Verdict(
        1,
        tenant,
        "s0",
        "fast",
        "change",
        List.of(window),
        Map.of(
            GateKind.TOKENS,
            tokens,
            GateKind.LATENCY,
            GateState.OK,
            GateKind.QUALITY,
            GateState.OK));
  }

  @Test
  void levelsAreTheWorstOfTheTenants() {
    metrics.looked(verdict("a", 10, 0.9, GateState.WARN));
    metrics.looked(verdict("b", 30, 0.7, GateState.BLOCK));
    String labels = "{scenario=s0,overlay=fast}";
    assertThat(value("overlay_gate_tokens" + labels)).isEqualTo(2);
    assertThat(value("overlay_token_delta_percent" + labels)).isEqualTo(30);
    assertThat(value("overlay_quality_mean" + labels)).isEqualTo(0.7);
    assertThat(value("overlay_quality_delta" + labels)).isCloseTo(-0.1, within(1e-12));
    metrics.forget("b");
    assertThat(value("overlay_gate_tokens" + labels)).isEqualTo(1);
    assertThat(value("overlay_token_delta_percent" + labels)).isEqualTo(10);
    assertThat(value("overlay_gate_tokens{scenario=s1,overlay=fast}")).isZero();
  }

  private static TenantView view(String tenant, BreakerState state, boolean blind) {
    return new TenantView(
        tenant,
        "log",
        1,
        "f",
        7,
        blind,
        false,
        List.of(new BreakerView("fast", state, 1, 2)),
        List.of());
  }

  @Test
  void breakersAndWhatWaitsAreToldOfAllTenants() {
    assertThat(value("overlay_breaker_state{overlay=fast}")).isZero();
    metrics.stands(view("a", BreakerState.HALF_OPEN, false));
    metrics.stands(view("b", BreakerState.HELD, true));
    assertThat(value("overlay_breaker_state{overlay=fast}")).isEqualTo(3);
    assertThat(value("overlay_open_requests{}")).isEqualTo(14);
    assertThat(value("overlay_blind{}")).isEqualTo(1);
    metrics.forget("b");
    assertThat(value("overlay_breaker_state{overlay=fast}")).isEqualTo(1);
    assertThat(value("overlay_blind{}")).isZero();
    metrics.evidence(
        EvidenceEntry.of(OverlayEvidence.BREAKER, "a", 1, "fast:half_open>open", "", List.of()));
    metrics.evidence(
        EvidenceEntry.of(OverlayEvidence.BREAKER, "a", 1, "fast:open>half_open", "", List.of()));
    metrics.evidence(EvidenceEntry.of(OverlayEvidence.DRIFT, "a", 1, "drift:fast", "", List.of()));
    assertThat(value("overlay_breaker_opened_total{overlay=fast}")).isEqualTo(1);
    assertThat(value("overlay_drifts_total{}")).isEqualTo(1);
  }

  /** Known from its bin to 5 %, over five minutes of the log's clock. */
  @Test
  void percentileIsOfTheLastFiveMinutes() {
    String name = "overlay_latency_p95_ms{scenario=s0,overlay=fast}";
    assertThat(value(name)).isNaN();
    for (int i = 1; i <= 1_000; i++) {
      metrics.took("s0", "fast", 0, i);
    }
    assertThat(value(name)).isBetween(950.0, 950 * 1.06);
    for (int i = 0; i < 100; i++) {
      metrics.took("s0", "fast", 400_000_000L, 20);
    }
    assertThat(value(name)).isBetween(20.0, 22.5);
  }

  /** By the clock of the host: from the line to the answer. */
  @Test
  void answersAreTimedWhileTheyAreGiven() {
    assertThat(value("overlay_live{}")).isEqualTo(1);
    assertThat(value("overlay_decision_latency_ms{}")).isNaN();
    metrics.answered(HostClock.micros() - 2_000_000);
    assertThat(value("overlay_decision_latency_ms{}")).isBetween(2_000.0, 60_000.0);
  }

  @Test
  void percentileOfAnswersIsOfTheLastMinute() {
    RecentLatencies answers = RecentLatencies.ofAnswers();
    long second = 1_000_000;
    for (int i = 1; i <= 1_000; i++) {
      answers.add(1_000 * second, i / 100.0);
    }
    assertThat(answers.at(1_000 * second)).isBetween(9.9, 10.5);
    assertThat(answers.at(1_054 * second)).isBetween(9.9, 10.5);
    assertThat(answers.at(1_060 * second)).isNaN();
    answers.add(1_060 * second, 0.2);
    assertThat(answers.at(1_060 * second)).isBetween(0.2, 0.27);
  }
}
