package lumen.fusion.metrics;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many series the tenants of one subtask may have: its share of 1,000 of each metric and of
 * 10,000 of all metrics of the job. One of each metric is kept for what is beyond.
 */
final class SeriesBudget {
  /** Series of one metric in the job. */
  static final int PER_METRIC = 1_000;

  /** Series of all metrics in the job. */
  static final int IN_ALL = 10_000;

  /** Part of these that the input takes: a metric by source, one by reason, one without labels. */
  private static final int OF_INPUT = PER_METRIC + 100;

  /** Series of an operator itself: the lag of its watermark, and what was capped. */
  private static final int OF_OPERATOR = 2;

  private final int perMetric;
  private final int inAll;
  private final Map<FusionSeries, Integer> taken = new EnumMap<>(FusionSeries.class);
  private int used;

  /**
   * Makes the budget of a subtask.
   *
   * @param perMetric series of one metric, that of the tenants beyond included
   * @param inAll series of all metrics
   */
  SeriesBudget(int perMetric, int inAll) {
    this.perMetric = perMetric - 1;
    this.inAll = inAll - reserved();
  }

  /** The share of one of so many subtasks. */
  static SeriesBudget share(int parallelism) {
    return new SeriesBudget(PER_METRIC / parallelism, (IN_ALL - OF_INPUT) / parallelism);
  }

  private static int reserved() {
    int series = OF_OPERATOR;
    for (FusionSeries set : FusionSeries.values()) {
      series += set.size();
    }
    return series;
  }

  /** Takes the series of a set if they fit. */
  boolean take(FusionSeries set) {
    int before = taken.getOrDefault(set, 0);
    if (before >= perMetric || used + set.size() > inAll) {
      return false;
    }
    taken.put(set, before + 1);
    used += set.size();
    return true;
  }

  /** Gives back what {@link #take} took. */
  void giveBack(FusionSeries set) {
    taken.merge(set, -1, Integer::sum);
    used -= set.size();
  }
}
