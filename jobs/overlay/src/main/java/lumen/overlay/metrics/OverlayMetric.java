package lumen.overlay.metrics;

import java.util.List;
import java.util.Locale;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricLabel;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;

/** The metrics of the job. Over tenants counters are summed, and levels are the worst. */
public enum OverlayMetric implements ExportedMetric {
  /** Decisions. */
  REQUESTS_TOTAL(MetricKind.COUNTER, Of.LANE, "1", "Requests that were decided so"),
  /** Why so. */
  DECISIONS_TOTAL(
      MetricKind.COUNTER,
      Of.BECAUSE,
      "1",
      "Decisions by what decided: a word of `because`, `taken` of an overlay that was taken"),
  /** What became of them. */
  OUTCOMES_TOTAL(
      MetricKind.COUNTER,
      Of.RESULT,
      "1",
      "Outcomes of what ran: success, failure, timeout; of what was decided: missing, diverted"),
  /** How long answers take. */
  LATENCY_P95_MS(
      MetricKind.GAUGE, Of.LANE, "ms", "95th percentile of outcomes of the last 5 minutes, to 5 %"),
  /** What they cost. */
  TOKEN_DELTA_PERCENT(
      MetricKind.GAUGE, Of.LANE, "%", "Tokens beside those of the baseline, longest window"),
  /** How good they are. */
  QUALITY_MEAN(MetricKind.GAUGE, Of.LANE, "1", "Mean quality, longest window"),
  /** How good they are beside the baseline. */
  QUALITY_DELTA(MetricKind.GAUGE, Of.LANE, "1", "Mean quality less that of the baseline"),
  /** The gate of tokens. */
  GATE_TOKENS(MetricKind.GAUGE, Of.LANE, "1", "Gate of tokens: 0 ok, 1 warn, 2 block"),
  /** The gate of latency. */
  GATE_LATENCY(MetricKind.GAUGE, Of.LANE, "1", "Gate of latency: 0 ok, 1 warn, 2 block"),
  /** The gate of quality. */
  GATE_QUALITY(MetricKind.GAUGE, Of.LANE, "1", "Gate of quality: 0 ok, 1 warn, 2 block"),
  /** How a breaker stands. */
  BREAKER_STATE(MetricKind.GAUGE, Of.OVERLAY, "1", "0 closed, 1 half open, 2 open, 3 held"),
  /** How often it opened. */
  BREAKER_OPENED_TOTAL(MetricKind.COUNTER, Of.OVERLAY, "1", "How often the breaker opened"),
  /** Whether outcomes are lost. */
  BLIND(MetricKind.GAUGE, Of.SUBTASK, "1", "1 while a tenant's outcomes are lost, else 0"),
  /** What waits. */
  OPEN_REQUESTS(MetricKind.GAUGE, Of.SUBTASK, "1", "Requests that wait for their outcomes"),
  /** Whether somebody waits. */
  LIVE(MetricKind.GAUGE, Of.SUBTASK, "1", "1 where the log is a topic, 0 where it is a recording"),
  /** How long an answer takes inside. */
  DECISION_LATENCY_MS(
      MetricKind.GAUGE,
      Of.SUBTASK,
      "ms",
      "99th percentile of the last minute, to 5 %, from taking a request's line to handing out its"
          + " answer; none in a replay"),
  /** Rollouts that drift. */
  DRIFTS_TOTAL(
      MetricKind.COUNTER, Of.SUBTASK, "1", "How often a rollout began to take another share");

  /** Scopes; the subtask is told of each. */
  private static final class Of {
    static final MetricLabel SCENARIO = new MetricLabel("scenario");
    static final MetricLabel OVERLAY_LABEL = new MetricLabel("overlay");
    static final MetricScope SUBTASK = MetricScope.SUBTASK;
    static final MetricScope BECAUSE =
        new MetricScope(
            List.of(
                OVERLAY_LABEL,
                MetricLabel.REASON,
                new MetricLabel("because"),
                MetricLabel.SUBTASK));
    static final MetricScope OVERLAY = new MetricScope(List.of(OVERLAY_LABEL, MetricLabel.SUBTASK));
    static final MetricScope LANE =
        new MetricScope(List.of(SCENARIO, OVERLAY_LABEL, MetricLabel.SUBTASK));
    static final MetricScope RESULT =
        new MetricScope(
            List.of(SCENARIO, OVERLAY_LABEL, new MetricLabel("result"), MetricLabel.SUBTASK));
  }

  @SuppressWarnings("ImmutableEnumChecker") // a record whose list is copied
  private final MetricSpec spec;

  OverlayMetric(MetricKind kind, MetricScope scope, String unit, String meaning) {
    spec =
        new MetricSpec(
            "overlay_" + name().toLowerCase(Locale.ROOT),
            kind,
            scope,
            unit,
            meaning,
            OverlayExporter.OVERLAY);
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }
}
