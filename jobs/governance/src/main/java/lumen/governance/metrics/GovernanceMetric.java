package lumen.governance.metrics;

import java.util.List;
import java.util.Locale;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricLabel;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;

/**
 * The metrics of the job, by service: figures of the newest scorecard, as long as it is known; and
 * whether the job is about now.
 */
public enum GovernanceMetric implements ExportedMetric {
  /** How mature it is. */
  MATURITY_SCORE("1", "Maturity, 0 to 100"),
  /** What was added is worth. */
  ROI_PERCENT("%", "Return on what was added: (value - added)/added"),
  /** Whether it is up. */
  SLO_AVAILABILITY("1", "Share of the known minutes of the month that it was up"),
  /** How good its cache is. */
  CACHE_HIT_RATE("1", "Share of the lookups of the hour that the cache answered"),
  /** What a request costs. */
  COST_PER_REQUEST("currency", "Effective cost of a request over settled days"),
  /** How long requests take. */
  LATENCY_P95_MS("ms", "95th percentile of the hour"),
  /** How long slow requests take. */
  LATENCY_P99_MS("ms", "99th percentile of the hour"),
  /** What is spent. */
  BUDGET_USED_PERCENT("%", "Share of the month's budget that is billed"),
  /** What will be. */
  BUDGET_FORECAST_PERCENT("%", "Share of the month's budget that its end is expected to come to"),
  /** How much is known. */
  DATA_COVERAGE("1", "Share of the minutes of the hour that are known"),
  /** How the rollback stands. */
  ROLLBACK_STATE("1", "0 watch, 1 advised, 2 commanded, 3 held, 4 refused"),
  /** Whether changes help. */
  POLICY_SUCCESS_RATIO("1", "Share of the measured changes of 30 days that were kept"),
  /** Whether alerts help. */
  ALERT_PRECISION("1", "Share of the judged alerts that were of use"),
  /** Who decides. */
  MANUAL_SHARE("1", "Share of what was decided by an operator"),
  /** Counters that began anew. */
  COUNTER_RESETS_TOTAL("1", "Resets of counters since the service was first heard of"),
  /** How a promise stands. */
  SLO_VALUE(Of.SLO, "1", "Share of the month that was good"),
  /** What may still be bad. */
  ERROR_BUDGET_REMAINING(Of.SLO, "1", "Share of the month's error budget that is left"),
  /** How fast that goes. */
  BURN_RATE_1H(Of.SLO, "1", "How much faster than it lasts the error budget burns, 1 h"),
  /** Whether figures rise. */
  TREND_PER_DAY(Of.FIGURE, "1", "By how much a figure rises a day over 7 days, in its own unit"),
  /** Whether it is about now. */
  LIVE(MetricScope.SUBTASK, "1", "1 where lines come as they are told, 0 where they are recorded");

  /** Scopes. */
  private static final class Of {
    static final MetricScope SLO =
        new MetricScope(List.of(MetricLabel.TENANT, new MetricLabel("slo")));
    static final MetricScope FIGURE =
        new MetricScope(List.of(MetricLabel.TENANT, new MetricLabel("figure")));
  }

  @SuppressWarnings("ImmutableEnumChecker") // a record whose list is copied
  private final MetricSpec spec;

  GovernanceMetric(String unit, String meaning) {
    this(MetricScope.TENANT, unit, meaning);
  }

  GovernanceMetric(MetricScope scope, String unit, String meaning) {
    spec =
        new MetricSpec(
            "lumen_" + name().toLowerCase(Locale.ROOT),
            MetricKind.GAUGE,
            scope,
            unit,
            meaning,
            GovernanceExporter.GOVERNANCE);
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }
}
