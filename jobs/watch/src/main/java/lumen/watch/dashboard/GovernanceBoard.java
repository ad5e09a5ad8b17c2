package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** Whether services keep their promises, and whether they are worth what they cost. */
final class GovernanceBoard {
  private static final String OF = "{tenant=~\"$tenant\"}";
  private static final String SERVICE = "{{tenant}}";

  /** The objective of a figure of maturity lies at 80, the gate at 70. */
  private static final List<Step> MATURITY =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.CRITICAL),
          new Step(70, Step.WARNING),
          new Step(80, Step.GOOD));

  private static final List<Step> SPENT =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.GOOD),
          new Step(80, Step.WARNING),
          new Step(100, Step.CRITICAL));

  private static final List<Step> LEFT =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.CRITICAL),
          new Step(0, Step.WARNING),
          new Step(0.25, Step.GOOD));

  private GovernanceBoard() {}

  private static String worst(String metric) {
    return "min by (tenant) (" + metric + OF + ")";
  }

  private static String most(String metric) {
    return "max by (tenant) (" + metric + OF + ")";
  }

  private static Query perPromise(String how, String metric) {
    return new Query(how + " by (tenant, slo) (" + metric + OF + ")", SERVICE + " {{slo}}");
  }

  static Dashboard of(AlertLevels levels) {
    List<Step> roi = levels.of("ROI_Degradation");
    List<Step> cache = levels.of("Cache_HitRate_Low");
    return new Dashboard(
        "lumen-governance",
        "Lumen / Governance",
        "Whether services keep their promises, and whether they are worth what they cost.",
        Dashboard.Variable.SERVICE,
        List.of(
            stat("Job", "none", "max(lumen_live)", "job", "Whether its lines are about now.")
                .saying("replay", "live"),
            stat("Maturity", "none", worst("lumen_maturity_score"), SERVICE, "0 to 100, hourly.")
                .judged(MATURITY),
            stat(
                    "Return",
                    "suffix: %",
                    worst("lumen_roi_percent"),
                    SERVICE,
                    "Of what was added, over settled days.")
                .judged(roi),
            stat(
                    "Budget spent",
                    "suffix: %",
                    most("lumen_budget_used_percent"),
                    SERVICE,
                    "Share of the month's budget that is billed.")
                .judged(SPENT),
            stat(
                    "Cache",
                    "suffix: %",
                    "100 * " + worst("lumen_cache_hit_rate"),
                    SERVICE,
                    "Share of the lookups of the hour that the cache answered.")
                .judged(cache),
            stat(
                "Known",
                "percentunit",
                worst("lumen_data_coverage"),
                SERVICE,
                "Share of the minutes of the hour that are known."),
            states(
                    "Rollback",
                    "Advised: commanded soon unless refused; held, refused: until a release.",
                    new Query(most("lumen_rollback_state"), SERVICE))
                .saying("watch", "advised", "commanded", "held", "refused"),
            course(
                    "Return",
                    "suffix: %",
                    "Of what was added, over settled days.",
                    new Query(worst("lumen_roi_percent"), SERVICE))
                .judged(roi),
            course(
                "Promises kept",
                "percentunit",
                "Share of the month that was good.",
                perPromise("min", "lumen_slo_value")),
            course(
                    "Error budgets left",
                    "percentunit",
                    "Of the bad that the month allows, what is left.",
                    perPromise("min", "lumen_error_budget_remaining"))
                .judged(LEFT),
            course(
                "Burn, 1 h",
                "suffix: x",
                "Times the rate that would use up the month's budget in a month.",
                perPromise("max", "lumen_burn_rate_1h")),
            course(
                "Availability",
                "percentunit",
                "Share of the known minutes of the month that it was up.",
                new Query(worst("lumen_slo_availability"), SERVICE)),
            course(
                "Latency",
                "ms",
                "95th and 99th percentile of the hour.",
                new Query(most("lumen_latency_p95_ms"), SERVICE + " p95"),
                new Query(most("lumen_latency_p99_ms"), SERVICE + " p99")),
            course(
                    "Cache",
                    "suffix: %",
                    "Share of the lookups of the hour that the cache answered.",
                    new Query("100 * " + worst("lumen_cache_hit_rate"), SERVICE))
                .judged(cache),
            course(
                    "Budget",
                    "suffix: %",
                    "What is billed, and what the month is expected to come to.",
                    new Query(most("lumen_budget_used_percent"), SERVICE + " spent"),
                    new Query(most("lumen_budget_forecast_percent"), SERVICE + " forecast"))
                .judged(SPENT),
            course(
                "Cost of a request",
                "suffix: of the currency",
                "Effective cost over settled days.",
                new Query(most("lumen_cost_per_request"), SERVICE)),
            course(
                    "Maturity",
                    "none",
                    "Weighted mean of what is known, 0 to 100.",
                    new Query(worst("lumen_maturity_score"), SERVICE))
                .judged(MATURITY),
            course(
                "Trends",
                "none",
                "By how much a figure rises a day over 7 days, in its own unit.",
                new Query(
                    "max by (tenant, figure) (lumen_trend_per_day" + OF + ")",
                    SERVICE + " {{figure}}")),
            course(
                "Judged",
                "percentunit",
                "Changes that were kept, alerts that were of use, what an operator decided.",
                new Query(worst("lumen_policy_success_ratio"), SERVICE + " changes kept"),
                new Query(worst("lumen_alert_precision"), SERVICE + " alerts of use"),
                new Query(most("lumen_manual_share"), SERVICE + " by hand")),
            course(
                "Counter resets",
                "none",
                "How often counters began anew within the interval.",
                new Query(
                    "sum by (tenant) (increase(lumen_counter_resets_total"
                        + OF
                        + "[$__rate_interval]))",
                    SERVICE))));
  }
}
