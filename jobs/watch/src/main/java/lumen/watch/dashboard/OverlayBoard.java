package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** What the overlay job decides, what it learns, and what it has switched off. */
final class OverlayBoard {
  private static final String S = "{scenario=~\"$scenario\"}";
  private static final String OWN = "{slo=~\"decided|quality\"}";
  private static final String LANE = "{{scenario}} {{overlay}}";

  /** Answered within that is the objective {@code decided}. */
  private static final List<Step> ANSWERED =
      List.of(new Step(Double.NEGATIVE_INFINITY, Step.GOOD), new Step(1_000, Step.WARNING));

  private static final List<Step> BUDGET =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.CRITICAL),
          new Step(0, Step.WARNING),
          new Step(0.25, Step.GOOD));

  private OverlayBoard() {}

  static Dashboard of(AlertLevels levels) {
    List<Step> latency = levels.of("OverlayLatencyHigh");
    List<Step> tokens = levels.of("OverlayTokensHigh");
    List<Step> quality = levels.of("OverlayQualityLow");
    return new Dashboard(
        "lumen-overlay",
        "Lumen / Overlay",
        "What requests are given and why, what it costs, and what is switched off.",
        Dashboard.Variable.SCENARIO,
        List.of(
            stat("Job", "none", "max(overlay_live)", "job", "Whether a gateway waits for it.")
                .saying("replay", "live"),
            stat(
                    "Outcomes",
                    "none",
                    "max(overlay_blind)",
                    "outcomes",
                    "Whether outcomes come: while they are lost, the baseline is given.")
                .saying("heard", "lost"),
            stat(
                "Open requests",
                "none",
                "sum(overlay_open_requests)",
                "open",
                "Requests that wait for their outcomes."),
            stat(
                    "Answers, p99",
                    "ms",
                    "max(overlay_decision_latency_ms)",
                    "p99",
                    "From taking a request to handing out its answer, of the last minute.")
                .judged(ANSWERED),
            stat(
                    "Budget left",
                    "percentunit",
                    "slo:budget_remaining:ratio" + OWN,
                    "{{slo}}",
                    "Of the bad time that 30 days allow, what is left.")
                .judged(BUDGET)
                .wide(8),
            states(
                    "Breakers",
                    "Open: it failed, and is given to nobody; half open: probes; held: by a person.",
                    new Query("max by (overlay) (overlay_breaker_state)", "{{overlay}}"))
                .saying("closed", "half open", "open", "held"),
            states(
                    "Gates",
                    "Blocked: it is off in the scenario until it is released.",
                    gate("tokens"),
                    gate("latency"),
                    gate("quality"))
                .saying("ok", "warns", "blocked"),
            course(
                "Decisions",
                "suffix: /s",
                "What requests are given.",
                new Query(
                    "sum by (scenario, overlay) (rate(overlay_requests_total"
                        + S
                        + "[$__rate_interval]))",
                    LANE)),
            course(
                "Reasons",
                "suffix: /s",
                "Why; of the baseline, the check that the first overlay failed.",
                new Query(
                    "sum by (overlay, reason, because)"
                        + " (rate(overlay_decisions_total[$__rate_interval]))",
                    "{{overlay}} {{reason}} {{because}}")),
            course(
                    "Latency of outcomes",
                    "ms",
                    "The 95th percentile of 5 min of what ran.",
                    new Query("max by (scenario, overlay) (overlay_latency_p95_ms" + S + ")", LANE))
                .judged(latency),
            course(
                    "Tokens beside the baseline",
                    "suffix: %",
                    "The figure of the longest window; blocked is by its bound, which is lower.",
                    new Query(
                        "max by (scenario, overlay) (overlay_token_delta_percent" + S + ")", LANE))
                .judged(tokens),
            course(
                    "Quality beside the baseline",
                    "none",
                    "Mean quality less that of the baseline, longest window.",
                    new Query("min by (scenario, overlay) (overlay_quality_delta" + S + ")", LANE))
                .judged(quality),
            course(
                "Quality",
                "none",
                "Mean quality, longest window.",
                new Query("min by (scenario, overlay) (overlay_quality_mean" + S + ")", LANE)),
            course(
                "Outcomes",
                "suffix: /s",
                "What became of requests; missing and diverted are of what was decided.",
                new Query(
                    "sum by (overlay, result) (rate(overlay_outcomes_total"
                        + S
                        + "[$__rate_interval]))",
                    "{{overlay}} {{result}}")),
            course(
                "Open requests",
                "none",
                "Requests that wait for their outcomes.",
                new Query("sum(overlay_open_requests)", "open")),
            course(
                "Breakers opened, rollouts drifting",
                "none",
                "How often within the interval.",
                new Query(
                    "sum by (overlay) (increase(overlay_breaker_opened_total[$__rate_interval]))",
                    "{{overlay}} opened"),
                new Query("sum(increase(overlay_drifts_total[$__rate_interval]))", "drifts")),
            course(
                    "Answers, p99",
                    "ms",
                    "From taking a request to handing out its answer, of the last minute.",
                    new Query("max(overlay_decision_latency_ms)", "p99"))
                .judged(ANSWERED),
            course(
                "Burn, 1 h",
                "suffix: x",
                "Times the rate that would use up the month's budget in a month.",
                new Query(
                    "slo:error:ratio_rate1h"
                        + OWN
                        + " / on (slo) group_left () (1 - slo:objective:ratio)",
                    "{{slo}}")),
            states(
                    "Indicators",
                    "Good or bad, every 15 s; nothing where nothing is promised.",
                    new Query("{__name__=~\"sli:(decided|quality)_ok\"}", "{{slo}}"))
                .saying("bad", "good")));
  }

  private static Query gate(String name) {
    return new Query(
        "max by (scenario, overlay) (overlay_gate_" + name + S + ")", LANE + " " + name);
  }
}
