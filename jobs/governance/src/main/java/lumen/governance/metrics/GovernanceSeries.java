package lumen.governance.metrics;

import java.util.Arrays;
import java.util.List;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesSet;

/** Metrics whose series begin with the first scorecard of a service and end with its state. */
public enum GovernanceSeries implements SeriesSet {
  /** Of a service. */
  SERVICE,
  /** Of each of its promises. */
  SLO,
  /** Of each figure that may rise. */
  TREND;

  @Override
  public List<? extends ExportedMetric> metrics() {
    return Arrays.stream(GovernanceMetric.values()).filter(metric -> of(metric) == this).toList();
  }

  /** Null where it is of the job, not of a service. */
  private static GovernanceSeries of(GovernanceMetric metric) {
    return switch (metric) {
      case LIVE -> null;
      case SLO_VALUE, ERROR_BUDGET_REMAINING, BURN_RATE_1H -> SLO;
      case TREND_PER_DAY -> TREND;
      default -> SERVICE;
    };
  }
}
