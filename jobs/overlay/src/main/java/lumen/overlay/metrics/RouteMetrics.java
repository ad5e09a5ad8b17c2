package lumen.overlay.metrics;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lumen.overlay.breaker.BreakerState;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateKind;
import lumen.overlay.record.Decision;
import lumen.overlay.record.Verdict;
import lumen.overlay.tenant.OverlayEvidence;
import lumen.overlay.tenant.TenantView;
import lumen.overlay.tenant.TenantView.BreakerView;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.metrics.HostClock;
import lumen.runtime.metrics.SeriesBudget;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Counts for one subtask. For the task's thread only; figures are read by the reporter's. */
public final class RouteMetrics {
  private static final List<String> RESULTS =
      List.of("success", "failure", "timeout", "missing", "diverted");

  /** Series of one metric for each scenario and overlay at most. */
  private static final int MOST_A_LANE = RESULTS.size();

  /** Series of all metrics for each scenario and overlay. */
  private static final int ALL_OF_A_LANE = 13;

  private static final double MICROS_PER_MILLI = 1_000;

  /** The rule of a move that opens a breaker ends so; it begins with the overlay. */
  private static final String OPENED = ">open";

  private final Map<Lane, Counter> requests = new HashMap<>();
  private final Map<Lane, Map<String, Counter>> outcomes = new HashMap<>();
  private final Map<Lane, LaneFigures> figures = new HashMap<>();
  private final Map<String, Counter> opened = new HashMap<>();
  private final Map<String, TenantView> tenants = new ConcurrentHashMap<>();
  private final Set<String> overlays = new LinkedHashSet<>();
  private final RecentLatencies answers = RecentLatencies.ofAnswers();
  private final DecisionCounts decisions;
  private final Counter drifts;

  /** What has series. */
  private record Lane(String scenario, String overlay) {
    static final Lane OTHER = new Lane(OverlayFlag.OTHER, OverlayFlag.OTHER);
  }

  /**
   * Registers all series.
   *
   * @param group of the operator
   * @param flags those that the job begins with
   * @param live whether a gateway waits for the answers
   * @param parallelism of the operator, which share the caps
   */
  public RouteMetrics(MetricGroup group, FlagSet flags, boolean live, int parallelism) {
    int cap =
        Math.min(SeriesBudget.PER_METRIC / MOST_A_LANE, SeriesBudget.IN_ALL / ALL_OF_A_LANE)
            / parallelism;
    Set<Lane> lanes = new LinkedHashSet<>();
    for (OverlayFlag flag : flags.overlays()) {
      for (String scenario : flag.scenarios()) {
        if (lanes.size() + 2 < cap) {
          lanes.add(new Lane(scenario, flag.name()));
          lanes.add(new Lane(scenario, OverlayFlag.BASELINE));
        }
      }
    }
    lanes.add(Lane.OTHER);
    lanes.forEach(lane -> register(group, lane));
    lanes.forEach(lane -> overlays.add(lane.overlay()));
    overlays.remove(OverlayFlag.BASELINE);
    overlays.forEach(overlay -> registerBreaker(group, overlay));
    decisions = new DecisionCounts(group, overlays);
    gauge(group, OverlayMetric.BLIND, () -> count(TenantView::blind) > 0 ? 1 : 0);
    gauge(
        group,
        OverlayMetric.OPEN_REQUESTS,
        () -> tenants.values().stream().mapToLong(TenantView::waiting).sum());
    gauge(group, OverlayMetric.LIVE, () -> live ? 1 : 0);
    gauge(group, OverlayMetric.DECISION_LATENCY_MS, () -> answers.at(HostClock.micros()));
    drifts = group.counter(OverlayMetric.DRIFTS_TOTAL.exportedName());
  }

  private long count(Predicate<TenantView> which) {
    return tenants.values().stream().filter(which).count();
  }

  private static void gauge(MetricGroup group, OverlayMetric metric, Supplier<Number> value) {
    Gauge<Double> gauge = () -> value.get().doubleValue();
    group.gauge(metric.exportedName(), gauge);
  }

  private void register(MetricGroup operator, Lane lane) {
    MetricGroup group =
        operator.addGroup("scenario", lane.scenario()).addGroup("overlay", lane.overlay());
    requests.put(lane, group.counter(OverlayMetric.REQUESTS_TOTAL.exportedName()));
    Map<String, Counter> results = new HashMap<>();
    for (String result : RESULTS) {
      results.put(
          result,
          group.addGroup("result", result).counter(OverlayMetric.OUTCOMES_TOTAL.exportedName()));
    }
    outcomes.put(lane, results);
    LaneFigures its = new LaneFigures();
    figures.put(lane, its);
    gauge(group, OverlayMetric.LATENCY_P95_MS, its.latencies::newest);
    if (lane.overlay().equals(OverlayFlag.BASELINE)) {
      return;
    }
    gauge(group, OverlayMetric.TOKEN_DELTA_PERCENT, () -> its.most(Verdict.Window::deltaPercent));
    gauge(group, OverlayMetric.QUALITY_MEAN, () -> its.least(Verdict.Window::quality));
    gauge(group, OverlayMetric.QUALITY_DELTA, () -> its.least(Verdict.Window::qualityDelta));
    gauge(group, OverlayMetric.GATE_TOKENS, () -> its.gate(GateKind.TOKENS));
    gauge(group, OverlayMetric.GATE_LATENCY, () -> its.gate(GateKind.LATENCY));
    gauge(group, OverlayMetric.GATE_QUALITY, () -> its.gate(GateKind.QUALITY));
  }

  private void registerBreaker(MetricGroup operator, String overlay) {
    MetricGroup group = operator.addGroup("overlay", overlay);
    opened.put(overlay, group.counter(OverlayMetric.BREAKER_OPENED_TOTAL.exportedName()));
    gauge(group, OverlayMetric.BREAKER_STATE, () -> worst(overlay));
  }

  /** The worst breaker of an overlay over the tenants; 0 where it is closed everywhere. */
  private int worst(String overlay) {
    return tenants.values().stream()
        .flatMap(tenant -> tenant.breakers().stream())
        .filter(breaker -> known(breaker.overlay()).equals(overlay))
        .map(BreakerView::state)
        .mapToInt(RouteMetrics::code)
        .max()
        .orElse(0);
  }

  private static int code(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
      case HELD -> 3;
    };
  }

  private String known(String overlay) {
    return overlays.contains(overlay) ? overlay : OverlayFlag.OTHER;
  }

  private Lane lane(String scenario, String overlay) {
    Lane lane = new Lane(scenario, overlay);
    return requests.containsKey(lane) ? lane : Lane.OTHER;
  }

  /** A request was decided. */
  public void decided(Decision decision) {
    requests.get(lane(decision.scenario(), decision.overlay())).inc();
    decisions.decided(decision);
  }

  /**
   * An answer was handed out.
   *
   * @param takenMicros when its request was taken, by the clock of the host
   */
  public void answered(long takenMicros) {
    long now = HostClock.micros();
    answers.add(now, (double) Math.max(0, now - takenMicros) / MICROS_PER_MILLI);
  }

  /**
   * An outcome came, or stayed away.
   *
   * @param result success, failure, timeout, missing or diverted
   */
  public void outcome(String scenario, String overlay, String result) {
    outcomes.get(lane(scenario, overlay)).get(result).inc();
  }

  /** What ran took so long. */
  public void took(String scenario, String overlay, long micros, long latencyMs) {
    figures.get(lane(scenario, overlay)).latencies.add(micros, (double) latencyMs);
  }

  /** Something was done: a breaker may have opened, or a rollout begun to drift. */
  public void evidence(EvidenceEntry entry) {
    if (entry.kind().equals(OverlayEvidence.DRIFT.wireName())) {
      drifts.inc();
    } else if (entry.kind().equals(OverlayEvidence.BREAKER.wireName())
        && entry.rule().endsWith(OPENED)) {
      opened.get(known(entry.rule().substring(0, entry.rule().lastIndexOf(':')))).inc();
    }
  }

  /** A step ended so. */
  public void looked(Verdict verdict) {
    figures.get(lane(verdict.scenario(), verdict.overlay())).put(verdict);
  }

  /** A tenant stands so. */
  public void stands(TenantView view) {
    tenants.put(view.tenant(), view);
  }

  /** Nothing is kept of a tenant. */
  public void forget(String tenant) {
    tenants.remove(tenant);
    figures.values().forEach(each -> each.forget(tenant));
  }
}
