package lumen.governance.catalogue;

import static lumen.governance.catalogue.GovernanceKeys.COUNT;
import static lumen.governance.catalogue.GovernanceKeys.PERCENT;
import static lumen.governance.catalogue.GovernanceKeys.SECONDS;
import static lumen.governance.catalogue.GovernanceKeys.SOME_SECONDS;
import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.whole;

import java.util.List;
import lumen.settings.Key;
import lumen.settings.Shape.Choice;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Whole;

/** The keys of what is done about figures: policy, canary and rollback. */
final class ActionKeys {
  private static final Real WEEK_S = Real.from(0).to(604_800);

  /** Longer than that, what was before the change is forgotten when its effect is measured. */
  private static final Real TTL_S = Real.from(1).to(43_200);

  private static final Real YEAR_H = Real.from(0).to(8_760);
  private static final Real RATIO = Real.from(1).to(1_000);
  private static final Real LEVEL = Real.above(0).to(0.5);
  private static final Real SIX_HOURS_S = Real.from(0).to(21_600);
  private static final Choice CAUSE =
      Choice.of("availability", "errors", "canary", "roi", "budget");

  static final Key POLICY =
      section(
          "policy",
          "How the cache and the instances of a service are turned.",
          choice("mode", "Wait for approval, or command at once.", "advise", "auto"),
          number("cooldown_s", 3_600, WEEK_S, "s", "From the end of a change to the next."),
          number("low_hit", 70, PERCENT, "%", "Fewer hits than that are too few."),
          number("high_hit", 90, PERCENT, "%", "More hits than that are more than needed."),
          section(
              "ttl",
              "How the time of entries is changed.",
              number("up", 1.5, Real.above(1).to(100), "", "Longer by this factor."),
              number("down", 0.8, Real.above(0).below(1), "", "Shorter by this factor."),
              number("min_s", 300, TTL_S, "s", "Not shorter than that."),
              number("max_s", 3_600, TTL_S, "s", "Not longer than that.")),
          section(
              "l1",
              "How the entries of the local cache are changed.",
              number("factor", 2, Real.above(1).to(100), "", "More by this factor."),
              number("max", 2_000, Real.from(1).to(1_000_000_000), "", "Not more than that.")),
          number("cold_start_percent", 10, PERCENT, "%", "More cold starts are too many."),
          number(
              "memory_percent",
              90,
              PERCENT,
              "%",
              "A cache that uses so much of its memory is given no longer time."),
          number("spend_low", 80, PERCENT, "%", "Below that of the budget instances may be kept."),
          number("spend_high", 90, PERCENT, "%", "Above that of the budget none are kept."),
          number(
              "min_gain_points",
              1,
              PERCENT,
              "",
              "Least points of hit rate that a longer time must promise."),
          number("confirm_s", 900, SOME_SECONDS, "s", "So long an answer is waited for."),
          number(
              "bar_h",
              24,
              YEAR_H,
              "h",
              "So long a direction is barred that was undone or without effect."));

  static final Key CANARY =
      section(
          "canary",
          "How the newest revision is held against the one before.",
          GovernanceKeys.list(
              "pairs",
              Whole.of(1, 10_000),
              List.of(30L, 60L, 120L),
              "",
              "Minutes of both at which it is looked, rising."),
          GovernanceKeys.list(
              "p", LEVEL, List.of(0.0005, 0.014, 0.045), "", "Level of each look, rising."),
          whole("min_requests", 20, COUNT, "", "Of both in a minute at least."),
          number("error_ratio", 1.25, RATIO, "", "Least risk ratio of errors that is worse."),
          number("p95_ratio", 1.10, RATIO, "", "Least ratio of p95 that is worse."));

  static final Key ROLLBACK =
      section(
          "rollback",
          "When the newest revision is taken back.",
          choice("mode", "Command what nobody refuses, or wait for approval.", "auto", "advise"),
          GovernanceKeys.list(
              "on",
              CAUSE,
              List.of("availability", "errors", "canary", "roi", "budget"),
              "",
              "Causes that are looked at."),
          GovernanceKeys.list(
              "auto_on",
              CAUSE,
              List.of("availability", "errors", "canary"),
              "",
              "Those that are commanded unasked."),
          number("wait_s", 300, SECONDS, "s", "From advice to command."),
          number("confirm_s", 900, SOME_SECONDS, "s", "So long an answer is waited for."),
          number("max_age_h", 72, YEAR_H, "h", "An older revision is not gone back to."),
          number("min_s", 300, SIX_HOURS_S, "s", "A younger revision is not judged."),
          number(
              "max_s", 21_600, Real.from(60).to(21_600), "s", "Longest window it is judged by."));

  private ActionKeys() {}
}
