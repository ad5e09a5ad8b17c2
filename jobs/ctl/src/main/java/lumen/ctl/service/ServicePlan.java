package lumen.ctl.service;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a simulated service; hours and minutes count from the begin of its first day.
 *
 * @param seed of all chance
 * @param start its first day
 * @param days how many days it is told of
 * @param zone whose days they are
 * @param trials revisions that are rolled out, in their order; the first one serves from the begin
 * @param spans outages, and spans of which nothing is told
 * @param keyRates how often a key of the cache is asked for, 1/s, by hours
 * @param demand factor of the requests, by hours
 * @param countersFromHour from which on samples are counters that go on, not counts of a minute
 * @param restartHours at which an exporter of counters begins anew
 */
public record ServicePlan(
    long seed,
    LocalDate start,
    int days,
    ZoneId zone,
    List<ServiceTrial> trials,
    List<ServiceSpan> spans,
    List<Since> keyRates,
    List<Since> demand,
    double countersFromHour,
    List<Double> restartHours) {
  /** The first day of every plan that is not told another. */
  public static final LocalDate START = LocalDate.of(2026, 2, 1);

  /** The zone of every plan that is not told another: the bills' of Google. */
  public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  /** Time to live of the cache's entries at the begin, s. */
  public static final int TTL_S = 600;

  private static final double DAY_H = 24;
  private static final int WEEK = 7;
  private static final int MINUTE_OF_HOUR = 60;
  private static final int MORNING = 10;

  /**
   * A value at an hour; between two hours it lies straight between them, then it stays.
   *
   * @param hour at which
   * @param value which value
   */
  public record Since(double hour, double value) {}

  /** Checks the ranges, and copies. */
  public ServicePlan {
    if (days < 1 || days > 1_000) {
      throw new IllegalArgumentException("days must be in 1..1000: days=" + days);
    }
    if (trials.isEmpty() || trials.get(0).hour() != 0) {
      throw new IllegalArgumentException("a revision must serve from the begin: " + trials);
    }
    trials = List.copyOf(trials);
    spans = List.copyOf(spans);
    keyRates = List.copyOf(keyRates);
    demand = List.copyOf(demand);
    restartHours = List.copyOf(restartHours);
  }

  private static double at(int day, double hour) {
    return DAY_H * day + hour;
  }

  private static ServiceSpan span(int day, int hour, int minutes, ServiceSpan.Kind kind) {
    return new ServiceSpan(Math.round(at(day, hour) * MINUTE_OF_HOUR), minutes, kind);
  }

  /**
   * A good revision each week, a bad one a day after some of them; outages, a failed deployment,
   * more demand, keys that are asked for less often, counters and their restarts.
   */
  public static ServicePlan usual(long seed, LocalDate start, int days, ZoneId zone) {
    List<ServiceTrial> trials = new ArrayList<>();
    trials.add(new ServiceTrial(0, "v1", ServiceTrial.Truth.GOOD, false, 0.0003, 1));
    for (int day = 1; day < days; day += WEEK) {
      trials.add(ServiceTrial.good(at(day, MORNING), "v" + (trials.size() + 1)));
      next(day + 1, trials);
    }
    trials.removeIf(trial -> trial.hour() >= DAY_H * days);
    return new ServicePlan(
        seed,
        start,
        days,
        zone,
        trials,
        List.of(
            span(20, 14, 25, ServiceSpan.Kind.FAILING),
            span(25, 5, 30, ServiceSpan.Kind.BLIND),
            span(40, 3, 60, ServiceSpan.Kind.DOWN),
            span(62, 18, 45, ServiceSpan.Kind.FAILING),
            span(95, 11, 12, ServiceSpan.Kind.DOWN),
            span(110, 6, 120, ServiceSpan.Kind.BLIND)),
        List.of(
            new Since(0, 0.005),
            new Since(at(3, 0), 0.005),
            new Since(at(8, 0), 0.003),
            new Since(at(70, 0), 0.003),
            new Since(at(76, 0), 0.0015)),
        List.of(new Since(0, 1), new Since(at(64, 0), 1), new Since(at(65, 0), 3.4)),
        at(60, 0),
        List.of(at(66, 4), at(75, 4), at(84, 4), at(93, 4), at(102, 4), at(111, 4)));
  }

  /** What is rolled out on the day after a good revision. */
  private static void next(int day, List<ServiceTrial> trials) {
    String revision = "v" + (trials.size() + 1);
    double hour = at(day, MORNING);
    switch (day) {
      case 9 ->
          trials.add(new ServiceTrial(hour, revision, ServiceTrial.Truth.ERRORS, true, 0.03, 1));
      case 30 ->
          trials.add(
              new ServiceTrial(
                  hour, revision, ServiceTrial.Truth.SLOW, true, ServiceTrial.USUAL_ERRORS, 1.5));
      case 51 ->
          trials.add(new ServiceTrial(hour, revision, ServiceTrial.Truth.ERRORS, false, 0.08, 1));
      case 72 ->
          trials.add(
              new ServiceTrial(
                  hour, revision, ServiceTrial.Truth.FAILED, true, ServiceTrial.USUAL_ERRORS, 1));
      default -> {}
    }
  }

  /**
   * A month and some days: a bad revision on the tenth day, and demand that the budget of the
   * second month will not bear.
   */
  public static ServicePlan month(long seed) {
    return new ServicePlan(
        seed,
        LocalDate.of(2026, 3, 1),
        35,
        ZONE,
        List.of(
            new ServiceTrial(0, "v1", ServiceTrial.Truth.GOOD, false, 0.0003, 1),
            ServiceTrial.good(at(8, MORNING), "v2"),
            new ServiceTrial(at(9, MORNING), "v3", ServiceTrial.Truth.ERRORS, true, 0.03, 1),
            ServiceTrial.good(at(16, MORNING), "v4")),
        List.of(span(20, 14, 25, ServiceSpan.Kind.FAILING)),
        List.of(new Since(0, 0.005), new Since(at(11, 0), 0.005), new Since(at(15, 0), 0.003)),
        List.of(new Since(0, 1), new Since(at(18, 0), 1), new Since(at(19, 0), 5)),
        Double.POSITIVE_INFINITY,
        List.of());
  }

  /** Begin of the first day, epoch seconds. */
  public long startS() {
    return start.atStartOfDay(zone).toEpochSecond();
  }

  /** End of the last day, epoch seconds. */
  public long endS() {
    return start.plus(days, ChronoUnit.DAYS).atStartOfDay(zone).toEpochSecond();
  }

  static double valueAt(List<Since> values, double hour) {
    Since before = values.get(0);
    for (Since after : values) {
      if (hour < after.hour()) {
        double part = (hour - before.hour()) / (after.hour() - before.hour());
        return before.value() + part * (after.value() - before.value());
      }
      before = after;
    }
    return before.value();
  }

  /** The span that holds in a minute; null where all is well. */
  ServiceSpan.Kind wrong(long minute) {
    for (ServiceSpan span : spans) {
      if (span.holds(minute)) {
        return span.kind();
      }
    }
    return null;
  }
}
