package lumen.governance.graph;

import static lumen.governance.figure.ServiceCalendar.HOUR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import lumen.governance.figure.Count;
import lumen.governance.figure.History;
import lumen.governance.figure.HourSums;
import lumen.governance.figure.Rate;
import lumen.governance.settings.GovernanceSettings;
import lumen.statistics.LaggedCorrelation;
import lumen.statistics.Median;

/** The figures of hours, less what the hour of the day tells and what the hour before tells. */
final class HourSeries {
  private static final int HOURS_OF_DAY = 24;
  private static final int LEAST = 5;
  private static final double MINUTES = 60;

  private final History history;
  private final NavigableMap<Long, HourSums> hours;
  private final double minCoverage;

  HourSeries(History history, NavigableMap<Long, HourSums> hours, GovernanceSettings settings) {
    this.history = history;
    this.hours = hours;
    minCoverage = settings.data().minCoverage();
  }

  /** By name, those that are not constant; NaN where an hour lacks a value. */
  Map<String, double[]> rests(long upTo, int wanted) {
    SortedMap<String, double[]> all = new TreeMap<>();
    add(all, "hit_rate", upTo, wanted, HourSeries::hitRate);
    add(all, "p95_ms", upTo, wanted, HourSums::p95);
    add(all, "p99_ms", upTo, wanted, HourSums::p99);
    add(all, "error_rate", upTo, wanted, hour -> share(hour, Count.ERRORS_5XX));
    add(all, "requests", upTo, wanted, hour -> covered(hour, Count.REQUESTS));
    if (history.toldColdStarts()) {
      add(all, "cold_start_rate", upTo, wanted, hour -> share(hour, Count.COLD_STARTS));
    }
    add(
        all,
        "evictions",
        upTo,
        wanted,
        hour ->
            hour.counts().get(Count.TOLD_EVICTIONS) == 0
                ? Double.NaN
                : covered(hour, Count.EVICTIONS));
    return all;
  }

  private static double hitRate(HourSums hour) {
    long lookups = hour.counts().lookups();
    return lookups < Rate.NEEDS_LOOKUPS
        ? Double.NaN
        : (double) hour.counts().get(Count.HITS) / lookups;
  }

  private static double share(HourSums hour, Count part) {
    long requests = hour.counts().get(Count.REQUESTS);
    return requests < Rate.NEEDS ? Double.NaN : (double) hour.counts().get(part) / requests;
  }

  private double covered(HourSums hour, Count count) {
    return hour.known() < minCoverage * MINUTES ? Double.NaN : hour.counts().get(count);
  }

  private void add(
      Map<String, double[]> all,
      String name,
      long upTo,
      int wanted,
      ToDoubleFunction<HourSums> figure) {
    double[] values = new double[wanted];
    for (int i = 0; i < wanted; i++) {
      HourSums hour = hours.get(upTo - wanted + 1 + i);
      values[i] = hour == null ? Double.NaN : figure.applyAsDouble(hour);
    }
    long first = upTo - wanted + 1;
    double[] rest = rest(values, i -> hourOfDay(first + i));
    boolean varies = Arrays.stream(rest).anyMatch(value -> Math.abs(value) > 1e-12 * most(values));
    if (varies) {
      all.put(name, rest);
    }
  }

  /**
   * What neither the hour of the day nor the hour before tells.
   *
   * @param hourOfDay the local hour of each value
   */
  static double[] rest(double[] values, IntUnaryOperator hourOfDay) {
    return LaggedCorrelation.prewhitened(LaggedCorrelation.centred(withoutDay(values, hourOfDay)));
  }

  private static double most(double[] values) {
    return Arrays.stream(values)
        .filter(value -> !Double.isNaN(value))
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  /** Less the median of the same local hour of all days; NaN where that has too few values. */
  private static double[] withoutDay(double[] values, IntUnaryOperator hourOfDay) {
    List<List<Double>> byHour = new ArrayList<>();
    for (int i = 0; i < HOURS_OF_DAY; i++) {
      byHour.add(new ArrayList<>());
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        byHour.get(hourOfDay.applyAsInt(i)).add(values[i]);
      }
    }
    double[] medians =
        byHour.stream()
            .mapToDouble(
                each ->
                    each.size() < LEAST
                        ? Double.NaN
                        : Median.of(each.stream().mapToDouble(v -> v).toArray()))
            .toArray();
    double[] rest = new double[values.length];
    Arrays.setAll(rest, i -> values[i] - medians[hourOfDay.applyAsInt(i)]);
    return rest;
  }

  private int hourOfDay(long hour) {
    return history.calendar().hourAt(hour * HOUR - 1);
  }
}
