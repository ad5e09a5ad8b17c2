package lumen.governance.catalogue;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;
import static lumen.settings.Key.whole;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Required;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.OrNull;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;

/** The keys of {@code governance.yaml}; those of promises and actions have classes of their own. */
final class GovernanceKeys {
  /** A percentage. */
  static final Real PERCENT = Real.from(0).to(100);

  /** A time of a day at most, perhaps none. */
  static final Real SECONDS = Real.from(0).to(86_400);

  /** A time of a day at most. */
  static final Real SOME_SECONDS = Real.above(0).to(86_400);

  /** How many. */
  static final Whole COUNT = Whole.of(1, 1_000_000);

  private static final Real YEAR_S = Real.above(0).to(31_536_000);
  private static final Real MONTH_H = Real.from(0).to(720);
  private static final Real RETURN = Real.from(-1).to(1_000_000);
  private static final double MOST_MONEY = 1e9;

  private static final TextForm ZONE =
      TextForm.of("a time zone such as Europe/Berlin", "^[A-Za-z0-9+_/-]{1,64}$")
          .and(zone -> ZoneId.getAvailableZoneIds().contains(zone));

  private static final TextForm CURRENCY = TextForm.of("a currency such as USD", "^[A-Z]{3}$");

  private static final TextForm LOCAL_DAY =
      TextForm.of("a day such as 2026-01-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
          .and(GovernanceKeys::isDay);

  private static final Section RATE =
      Section.of(
          Key.required("code", CURRENCY, "The other currency."),
          Key.required("since", LOCAL_DAY, "The first day of the rate."),
          new Key(
              "rate",
              Real.above(0).to(1_000_000),
              new Required(),
              "",
              "What one unit is worth in the currency of the books.",
              false));

  static final Section SECTION =
      Section.of(
          new Key(
              "services",
              ListOf.texts(TextForm.NAME),
              new Value(List.of()),
              "",
              "Not empty: lines of other services are rejected.",
              false),
          section(
                  "calendar",
                  "Whose days and months are told.",
                  text("zone", "UTC", ZONE, "Time zone by its IANA name."))
              .shaping(),
          section(
                  "currency",
                  "The currency of the books.",
                  text("code", "USD", CURRENCY, "Its code by ISO 4217."),
                  new Key(
                      "rates",
                      new Sections(RATE),
                      new Unset("none"),
                      "",
                      "What others are worth; of one the newest whose day had begun.",
                      false))
              .shaping(),
          section(
              "data",
              "What is known well enough.",
              number(
                  "silent_s",
                  300,
                  Real.from(60).to(86_400),
                  "s",
                  "A service without a sample for so long is silent."),
              number(
                  "min_coverage",
                  0.95,
                  Real.above(0).to(1),
                  "",
                  "Share of the minutes that must be known.")),
          time(),
          section(
                  "cost",
                  "When bills are believed.",
                  number(
                      "settle_h",
                      48,
                      MONTH_H,
                      "h",
                      "So long after its end a day's bill is complete."),
                  number(
                      "publish_delay_h",
                      24,
                      MONTH_H,
                      "h",
                      "So long after the end of a charge its bill becomes known."))
              .shaping(),
          PromiseKeys.SLO,
          section(
              "budget",
              "What a month may cost.",
              number(
                  "amount",
                  200,
                  Real.above(0).to(MOST_MONEY),
                  "",
                  "The budget, in the currency of the books."),
              list(
                  "thresholds",
                  Real.above(0).to(1_000),
                  List.of(80.0, 90.0, 100.0),
                  "%",
                  "Shares of it that are told, rising."),
              whole(
                  "close_days",
                  10,
                  Whole.of(1, 28),
                  "d",
                  "So long after its end a month's ledger is closed."),
              whole("weeks", 4, Whole.of(1, 52), "", "So many days of a weekday tell the next."),
              whole(
                  "band_days",
                  90,
                  Whole.of(22, 398),
                  "d",
                  "Past days whose errors make the band.")),
          roi(),
          PromiseKeys.MATURITY,
          graph(),
          ActionKeys.POLICY,
          ActionKeys.CANARY,
          ActionKeys.ROLLBACK,
          section(
              "inputs",
              "Further topics of the brokers that the lines are read from.",
              topic("commands", "Of the commands, one a record.")),
          section(
              "outputs",
              "Topics beside the files, exactly once, of the brokers of the lines.",
              topic("scorecard", "Of the scorecards, in their order."),
              topic("decisions", "Of the decisions, in their order."),
              topic("edges", "Of the edges, in their order."),
              topic("evidence", "Of the evidence, in their order."),
              topic("rejects", "Of what was not taken."),
              topic("late", "Of what came too late.")),
          section(
              "exporter",
              "Where Prometheus scrapes the governance metrics.",
              whole("port", 9313, Whole.of(1, 65_535), "", "Port on the task manager."),
              text(
                  "path",
                  "/metrics_governance",
                  TextForm.HTTP_PATH,
                  "Path that is asked; the port answers any.")));

  private GovernanceKeys() {}

  private static Key time() {
    return section(
            "time",
            "The clocks of streams.",
            whole("step_s", 60, Whole.of(1, 3_600), "s", "How often is judged; 60."),
            number(
                "out_of_orderness_s",
                120,
                SECONDS,
                "s",
                "A line further behind its stream is late."),
            number(
                "source_idle_s",
                300,
                SOME_SECONDS,
                "s",
                "A stream that is silent for so long holds up no other."),
            number(
                "max_ahead_s",
                3_600,
                YEAR_S,
                "s",
                "A line further ahead of its stream is rejected."),
            number(
                "max_skew_s",
                3_600,
                YEAR_S,
                "s",
                "A stream further ahead of the others waits for them."))
        .shaping();
  }

  private static Key roi() {
    return section(
        "roi",
        "Return on what was added.",
        choice("value", "What is saved by hits, or what value lines tell.", "hits", "records"),
        new Key(
            "miss_cost",
            new OrNull(Real.above(0).to(1_000)),
            new Unset("not known, so there is no return"),
            "",
            "What a miss costs at the origin, in the currency of the books.",
            false),
        number(
            "miss_cost_error",
            0.25,
            Real.from(0).below(1),
            "",
            "Share by which that may be wrong: a verdict is sure if it does not matter."),
        new Key(
            "components",
            ListOf.texts(TextForm.NAME),
            new Value(List.of("redis")),
            "",
            "What was added: components of cost lines.",
            false),
        whole("window_days", 30, Whole.of(7, 365), "d", "Settled days that are looked at."),
        whole("min_days", 25, Whole.of(1, 365), "d", "So many of them must be known."),
        number("pass", 5, RETURN, "", "A return above that is PASS."),
        number("warn", 3, RETURN, "", "A return above that is WARN, else FAIL."));
  }

  private static Key graph() {
    return section(
        "graph",
        "Which figure follows which.",
        whole("days", 7, Whole.of(5, 35), "d", "Days of hourly values.").shaping(),
        whole("max_lag_h", 6, Whole.of(1, 24), "h", "Longest lag."),
        number("q", 0.05, Real.above(0).below(1), "", "Share of false edges among all, at most."),
        number("min_r", 0.2, Real.from(0).to(1), "", "Least correlation."),
        number(
            "half_life_days",
            7,
            Real.above(0).to(365),
            "d",
            "So long after it was found last the weight of an edge is half."));
  }

  private static Key topic(String name, String meaning) {
    Shape shape = new OrNull(new Shape.Text(TextForm.TOPIC));
    return new Key(name, shape, new Unset("none"), "", meaning, false);
  }

  /** A list with a default. */
  static Key list(String name, Shape element, List<?> value, String unit, String meaning) {
    return new Key(name, new ListOf(element), new Value(value), unit, meaning, false);
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
