package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** Objectives, budgets, and the gates of a release. */
final class ObjectivesBoard {
  /** The job's objectives have no tenant, and are shown with any. */
  private static final String T = "{tenant=~\"$tenant|\"}";

  private static final List<Step> BUDGET =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.CRITICAL),
          new Step(0, Step.WARNING),
          new Step(0.25, Step.GOOD));

  /** The tiers of the burn alerts: leak, slow, fast. */
  private static final List<Step> BURN =
      List.of(
          new Step(Double.NEGATIVE_INFINITY, Step.GOOD),
          new Step(1, "yellow"),
          new Step(6, Step.WARNING),
          new Step(14.4, Step.CRITICAL));

  private ObjectivesBoard() {}

  static Dashboard of() {
    return new Dashboard(
        "lumen-slo",
        "Lumen / Objectives",
        "What is promised for a month, how fast its budget burns, and which gates are open.",
        List.of(
            stat(
                    "Budget left",
                    "percentunit",
                    "slo:budget_remaining:ratio" + T,
                    "{{slo}} {{tenant}}",
                    "Of the bad time that 30 days allow, what is left.")
                .judged(BUDGET)
                .wide(16),
            stat(
                    "Overspent",
                    "percentunit",
                    "slo:overspent:sum30d{tenant=~\"$tenant\"}",
                    "{{tenant}}",
                    "What all objectives of a tenant together overspent; 2.5 % closes the release.")
                .judged(
                    List.of(
                        new Step(Double.NEGATIVE_INFINITY, Step.GOOD),
                        new Step(0.025, Step.CRITICAL)))
                .wide(8),
            stat(
                    "Good in 30 days",
                    "percentunit",
                    "1 - slo:error:ratio_rate30d" + T,
                    "{{slo}} {{tenant}}",
                    "Part of the time that was good, of that in which something was promised.")
                .wide(16),
            stat(
                    "Samples in the window",
                    "none",
                    "sum by (slo) (sum_over_time(slo:all:count5m" + T + "[30d]))",
                    "{{slo}}",
                    "How much the 30 days hold; 172,800 is all of one tenant. Few: do not judge.")
                .wide(8),
            burn("5m", "Burn, 5 min"),
            burn("1h", "Burn, 1 h"),
            burn("6h", "Burn, 6 h"),
            burn("3d", "Burn, 3 d"),
            states(
                    "Indicators",
                    "Good or bad, every 15 s; nothing where nothing is promised.",
                    new Query(
                        "{__name__=~\"sli:[a-z]+_ok\",tenant=~\"$tenant|\"}", "{{slo}} {{tenant}}"))
                .saying("bad", "good")
                .wide(24),
            states(
                    "Gates",
                    "Open while every bridged tenant holds all it asks for.",
                    new Query("gate:ok", "{{gate}}"))
                .saying("closed", "open"),
            states(
                    "Conditions",
                    "What a gate asks for, held or not; what has no data is not there.",
                    new Query("gate:condition" + T, "{{gate}} {{condition}} {{tenant}}"))
                .saying("missed", "held")));
  }

  private static Panel burn(String window, String title) {
    return course(
            title,
            "suffix: x",
            "Times the rate that would use up the month's budget in a month.",
            new Query(
                "slo:error:ratio_rate%s%s / on (slo) group_left () (1 - slo:objective:ratio)"
                    .formatted(window, T),
                "{{slo}} {{tenant}}"))
        .judged(BURN);
  }
}
