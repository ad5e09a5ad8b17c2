package lumen.governance.catalogue;

import static lumen.governance.catalogue.GovernanceKeys.COUNT;
import static lumen.governance.catalogue.GovernanceKeys.PERCENT;
import static lumen.governance.catalogue.GovernanceKeys.SECONDS;
import static lumen.settings.Key.flag;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.whole;

import java.util.ArrayList;
import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Curve;
import lumen.settings.Shape.OrNull;
import lumen.settings.Shape.Point;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Whole;

/** The keys of objectives and of the maturity score. */
final class PromiseKeys {
  private static final Real SHARE = Real.above(0).below(100);
  private static final Real MILLIS = Real.above(0).to(3_600_000);
  private static final Whole WINDOW = Whole.of(60, 2_592_000);
  private static final Curve CURVE = new Curve(Real.from(0), PERCENT);

  static final Key SLO =
      section(
          "slo",
          "What a service promises, and when somebody is told that it is broken.",
          number(
              "confidence", 0.99, Real.above(0.5).below(1), "", "Confidence of bounds, one-sided."),
          whole("min_n", 100, COUNT, "", "Least count that a bound or verdict needs."),
          flag("count_4xx", false, "Whether answers that blame the caller are errors."),
          number(
              "for_s",
              600,
              SECONDS,
              "s",
              "So long an alert must hold to begin, and be away to end."),
          section(
              "down",
              "When a minute is down by its counts.",
              whole("min_requests", 10, COUNT, "", "Of so many requests at least."),
              number("error_ratio", 0.5, Real.above(0).to(1), "", "So large a share of 5xx.")),
          section(
              "availability",
              "Minutes that it is up.",
              number("objective", 99.5, SHARE, "%", "So many of a month."),
              number("alert", 99, SHARE, "%", "Fewer over 30 days alert.")),
          section(
              "errors",
              "Requests without 5xx.",
              number("objective", 99.9, SHARE, "%", "So many of a month."),
              number("alert", 1, SHARE, "%", "More errors of an hour alert.")),
          section(
              "latency_p95",
              "Requests that are answered soon.",
              number("ms", 200, MILLIS, "ms", "Within so long."),
              number("objective", 95, SHARE, "%", "So many of a month.")),
          section(
              "latency_p99",
              "Requests that are answered soon enough.",
              number("ms", 500, MILLIS, "ms", "Within so long."),
              number("objective", 99, SHARE, "%", "So many of a month."),
              number(
                  "alert_ms",
                  1_000,
                  MILLIS,
                  "ms",
                  "More of an hour beyond that than the objective leaves alert.")),
          section(
              "cache",
              "Lookups that the cache answers.",
              number("objective", 80, SHARE, "%", "So many of a month."),
              number("alert", 70, SHARE, "%", "Fewer of an hour alert."),
              whole("min_n", 1_000, COUNT, "", "Least count that a bound or verdict needs.")),
          section(
              "burn",
              "How much faster than it lasts an error budget may burn.",
              burn("page_fast", 3_600, 300, 14.4),
              burn("page_slow", 21_600, 1_800, 6),
              burn("ticket_fast", 86_400, 7_200, 3),
              burn("ticket_slow", 259_200, 21_600, 1)));

  static final Key MATURITY =
      section(
          "maturity",
          "The maturity score: the weighted mean of the curves of six figures.",
          whole("window_days", 30, Whole.of(1, 35), "d", "Days that are looked at."),
          number(
              "min_weight", 60, PERCENT, "", "Least weight of the figures that are known, of 100."),
          score("deploys", "Successful deploys of 30 days.", 15, 0, 0, 1, 40, 4, 80, 30, 100),
          score("latency", "Mean latency, ms.", 15, 50, 100, 100, 80, 300, 40, 1_000, 0),
          score("errors", "Error rate, %.", 20, 0, 100, 0.1, 80, 1, 0),
          score("availability", "Availability, %.", 25, 99, 0, 99.5, 80, 99.95, 100),
          score("cache", "Hit rate, %.", 15, 50, 0, 70, 40, 80, 80, 95, 100),
          section(
              "cost",
              "Cost of 1,000 requests, in the currency of the books.",
              weight(10),
              new Key(
                  "curve",
                  new OrNull(CURVE),
                  new Unset("none, so it does not count"),
                  "",
                  "Points [figure, score].",
                  false)));

  private PromiseKeys() {}

  private static Key burn(String name, long longS, long shortS, double factor) {
    return section(
        name,
        "One rate over two windows.",
        whole("long_s", longS, WINDOW, "s", "The window in which it is judged."),
        whole("short_s", shortS, WINDOW, "s", "The window that ends it."),
        number("factor", factor, Real.above(0).to(1_000), "", "It burns so much faster."));
  }

  private static Key score(String name, String meaning, double weight, double... points) {
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i < points.length; i += 2) {
      curve.add(new Point(points[i], points[i + 1]));
    }
    return section(
        name,
        meaning,
        weight(weight),
        new Key(
            "curve",
            CURVE,
            new Value(List.copyOf(curve)),
            "",
            "Points [figure, score], straight between, constant outside.",
            false));
  }

  private static Key weight(double value) {
    return number("weight", value, PERCENT, "", "Its weight, of 100.");
  }
}
