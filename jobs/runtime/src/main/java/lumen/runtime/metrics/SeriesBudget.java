package lumen.runtime.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many series the tenants of one subtask may have: its share of 1,000 of each metric and of
 * 10,000 of all metrics of the job. One of each metric is kept for what is beyond.
 */
public final class SeriesBudget {
  /** Series of one metric in the job. */
  public static final int PER_METRIC = 1_000;

  /** Series of all metrics in the job. */
  public static final int IN_ALL = 10_000;

  /** Sources, {@code other} among them, of which more than what was read is told. */
  static final int SOURCES_IN_FULL = 200;

  /** Series of one output that plays ticks, {@code other} among them. */
  public static final int OF_AN_OUTPUT = 100;

  /** Outputs that play ticks: OSC and MIDI. */
  private static final int OUTPUTS = 2;

  /**
   * Part of these that the input takes: a metric by source, three of sources in full, one by
   * reason, one without labels.
   */
  private static final int OF_INPUT = PER_METRIC + 3 * SOURCES_IN_FULL + 100;

  /** Series of an operator itself: the lag of its watermark, and what was capped. */
  private static final int OF_OPERATOR = 2;

  private final List<SeriesSet> sets;
  private final int perMetric;
  private final int inAll;
  private final Map<SeriesSet, Integer> taken = new HashMap<>();
  private int used;

  /**
   * Makes the budget of a subtask.
   *
   * @param sets what tenants may have series of
   * @param perMetric series of one metric, that of the tenants beyond included
   * @param inAll series of all metrics
   */
  public SeriesBudget(List<? extends SeriesSet> sets, int perMetric, int inAll) {
    this.sets = List.copyOf(sets);
    this.perMetric = perMetric - 1;
    this.inAll = inAll - OF_OPERATOR - this.sets.stream().mapToInt(SeriesSet::size).sum();
  }

  /** The share of one of so many subtasks. */
  public static SeriesBudget share(List<? extends SeriesSet> sets, int parallelism) {
    return new SeriesBudget(
        sets, PER_METRIC / parallelism, (IN_ALL - OF_INPUT - OUTPUTS * OF_AN_OUTPUT) / parallelism);
  }

  /** What tenants may have series of. */
  List<SeriesSet> sets() {
    return sets;
  }

  /** Takes the series of a set if they fit. */
  public boolean take(SeriesSet set) {
    int before = taken.getOrDefault(set, 0);
    if (before >= perMetric || used + set.size() > inAll) {
      return false;
    }
    taken.put(set, before + 1);
    used += set.size();
    return true;
  }

  /** Gives back what {@link #take} took. */
  public void giveBack(SeriesSet set) {
    taken.merge(set, -1, Integer::sum);
    used -= set.size();
  }
}
