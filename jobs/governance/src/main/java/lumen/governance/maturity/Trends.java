package lumen.governance.maturity;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lumen.governance.budget.Ledgers;
import lumen.governance.budget.SettledDays;
import lumen.governance.figure.Count;
import lumen.governance.figure.DaySums;
import lumen.governance.figure.History;
import lumen.governance.figure.Rate;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;
import lumen.statistics.MannKendall;
import lumen.statistics.TheilSen;

/** Whether daily figures rise or fall: by how much a day, and whether chance would do as much. */
public final class Trends {
  private static final int DAYS = 7;
  private static final int NEEDS = 5;
  private static final double LEVEL = 0.05;
  private static final double UNITS = 1e9;
  private static final double THOUSAND = 1000;

  private Trends() {}

  /** All at the end of a day; costs are those known now. */
  public static Fields of(
      Ledgers ledgers, History history, GovernanceSettings settings, boolean costs) {
    LocalDate last = history.calendar().dayEndedBy(history.now());
    List<LocalDate> week = last.minusDays(DAYS - 1).datesUntil(last.plusDays(1)).toList();
    List<LocalDate> settled =
        costs
            ? SettledDays.of(ledgers, history, settings.cost().settleMicros()).stream()
                .filter(day -> history.isCovered(day, settings.data().minCoverage()))
                .toList()
            : List.of();
    List<LocalDate> bills = settled.subList(Math.max(0, settled.size() - DAYS), settled.size());
    return new Fields()
        .put("hit_rate", trend(week, history, Trends::hitRate))
        .put("p95_ms", trend(week, history, DaySums::p95))
        .put("cost_per_1000", trend(bills, history, Trends::cost))
        .put("error_rate", trend(week, history, Trends::errorRate));
  }

  private static double hitRate(DaySums day) {
    long lookups = day.counts().lookups();
    return lookups < Rate.NEEDS_LOOKUPS
        ? Double.NaN
        : (double) day.counts().get(Count.HITS) / lookups;
  }

  private static double errorRate(DaySums day) {
    long requests = day.counts().get(Count.REQUESTS);
    return requests < Rate.NEEDS
        ? Double.NaN
        : (double) day.counts().get(Count.ERRORS_5XX) / requests;
  }

  private static double cost(DaySums day) {
    long requests = day.counts().get(Count.REQUESTS);
    return requests == 0 ? Double.NaN : THOUSAND * (day.effective() / UNITS) / requests;
  }

  private static Fields trend(
      List<LocalDate> days, History history, ToDoubleFunction<DaySums> figure) {
    List<LocalDate> known =
        days.stream()
            .filter(day -> !Double.isNaN(figure.applyAsDouble(history.known(day))))
            .toList();
    double[] x = known.stream().mapToDouble(LocalDate::toEpochDay).toArray();
    double[] y =
        known.stream().mapToDouble(day -> figure.applyAsDouble(history.known(day))).toArray();
    return trend(x, y);
  }

  /** A trend of values by day. */
  static Fields trend(double[] x, double[] y) {
    if (x.length < NEEDS) {
      return new Fields().put("per_day", Double.NaN).put("p", Double.NaN).put("verdict", "unknown");
    }
    MannKendall test = MannKendall.of(y);
    String verdict = test.p() >= LEVEL ? "flat" : test.s() > 0 ? "rising" : "falling";
    return new Fields()
        .put("per_day", TheilSen.slope(x, y))
        .put("p", test.p())
        .put("verdict", verdict);
  }
}
