package lumen.governance.metrics;

import static lumen.governance.metrics.CardFigures.number;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.governance.record.Fields;
import lumen.governance.rollback.RollbackState;
import lumen.runtime.metrics.SeriesBudget;
import lumen.runtime.metrics.SeriesRegister;
import lumen.runtime.metrics.SeriesSet;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the services of one subtask, from their scorecards. A job has at most 1,000 series
 * of a metric and 10,000 in all; services beyond are told under tenant {@code other}. For the
 * task's thread only; figures are read by the reporter's.
 */
public final class LedgerMetrics {
  private static final double PERCENT = 100;
  private static final double PER_REQUEST = 1e-3;
  private static final Map<String, Integer> ROLLBACK =
      Map.of(
          RollbackState.WATCH.word(), 0,
          RollbackState.ADVISED.word(), 1,
          RollbackState.COMMANDED.word(), 2,
          RollbackState.HELD.word(), 3,
          RollbackState.REFUSED.word(), 4);

  private final SeriesRegister register;
  private final Map<String, Map<List<String>, Series>> services = new HashMap<>();

  /** A set that was opened for labels. */
  private record Series(SeriesSet set, boolean own, CardFigures figures) {}

  /**
   * Without services.
   *
   * @param live whether lines come as they are told
   * @param parallelism of the operator, whose subtasks share the caps
   */
  public LedgerMetrics(MetricGroup operator, boolean live, int parallelism) {
    Gauge<Double> told = () -> live ? 1.0 : 0.0;
    operator.gauge(GovernanceMetric.LIVE.exportedName(), told);
    register =
        new SeriesRegister(
            operator, SeriesBudget.share(List.of(GovernanceSeries.values()), parallelism));
  }

  private CardFigures figures(SeriesSet set, String service, String... part) {
    List<String> labels = part.length == 0 ? List.of(service) : List.of(service, part[0]);
    return services
        .computeIfAbsent(service, s -> new TreeMap<>(Comparator.comparing(List::toString)))
        .computeIfAbsent(
            labels,
            its -> {
              CardFigures figures = new CardFigures();
              return new Series(set, register.open(set, its, figures), figures);
            })
        .figures();
  }

  /** Takes the scorecard of a service. */
  public void scorecard(String service, Fields card) {
    CardFigures of = figures(GovernanceSeries.SERVICE, service);
    of.put(GovernanceMetric.MATURITY_SCORE, number(card, 1, "maturity", "score"));
    of.put(GovernanceMetric.ROI_PERCENT, number(card, PERCENT, "roi", "roi"));
    of.put(GovernanceMetric.SLO_AVAILABILITY, number(card, 1, "slo", "availability", "value"));
    of.put(GovernanceMetric.CACHE_HIT_RATE, number(card, 1, "figures", "hit_rate", "value"));
    of.put(
        GovernanceMetric.COST_PER_REQUEST,
        number(card, PER_REQUEST, "figures", "cost_per_1000", "value"));
    of.put(GovernanceMetric.LATENCY_P95_MS, number(card, 1, "figures", "p95_ms", "value"));
    of.put(GovernanceMetric.LATENCY_P99_MS, number(card, 1, "figures", "p99_ms", "value"));
    of.put(GovernanceMetric.BUDGET_USED_PERCENT, number(card, PERCENT, "budget", "used"));
    double budget = number(card, 1, "budget", "amount");
    of.put(
        GovernanceMetric.BUDGET_FORECAST_PERCENT,
        number(card, PERCENT / budget, "budget", "forecast"));
    of.put(GovernanceMetric.DATA_COVERAGE, number(card, 1, "figures", "availability", "coverage"));
    of.put(GovernanceMetric.POLICY_SUCCESS_RATIO, number(card, 1, "policy_success_ratio"));
    of.put(GovernanceMetric.ALERT_PRECISION, number(card, 1, "alert_precision"));
    of.put(GovernanceMetric.MANUAL_SHARE, number(card, 1, "manual_share"));
    of.put(GovernanceMetric.COUNTER_RESETS_TOTAL, number(card, 1, "counter_resets"));
    of.put(
        GovernanceMetric.ROLLBACK_STATE,
        ROLLBACK.getOrDefault((String) card.values().get("rollback"), 0));
    parts(card, "slo").forEach((slo, its) -> slo(service, slo, its));
    parts(card, "trends")
        .forEach(
            (figure, its) ->
                figures(GovernanceSeries.TREND, service, figure)
                    .put(GovernanceMetric.TREND_PER_DAY, number(its, 1, "per_day")));
  }

  private void slo(String service, String slo, Fields its) {
    CardFigures of = figures(GovernanceSeries.SLO, service, slo);
    of.put(GovernanceMetric.SLO_VALUE, number(its, 1, "value"));
    of.put(GovernanceMetric.ERROR_BUDGET_REMAINING, number(its, 1, "remaining"));
    of.put(GovernanceMetric.BURN_RATE_1H, number(its, 1, "burn_1h"));
  }

  private static Map<String, Fields> parts(Fields card, String name) {
    Map<String, Fields> parts = new TreeMap<>();
    if (card.values().get(name) instanceof Fields fields) {
      fields
          .values()
          .forEach(
              (part, its) -> {
                if (its instanceof Fields figures) {
                  parts.put(part, figures);
                }
              });
    }
    return parts;
  }

  /**
   * Nothing between two scorecards but this is told at once.
   *
   * @param state of the rollback
   */
  public void rollback(String service, RollbackState state) {
    if (services.containsKey(service)) {
      figures(GovernanceSeries.SERVICE, service)
          .put(GovernanceMetric.ROLLBACK_STATE, ROLLBACK.get(state.word()));
    }
  }

  /** Nothing is kept of a service. */
  public void forget(String service) {
    Map<List<String>, Series> its = services.remove(service);
    if (its != null) {
      its.forEach((labels, series) -> register.end(series.set(), labels, series.own()));
      register.close(service);
    }
  }
}
