package lumen.watch.probe;

import java.util.List;

/**
 * How long scrapes took.
 *
 * @param scrapes how many there were
 * @param meanMs their mean, ms
 * @param p95Ms the time that 95 of 100 did not exceed, by nearest rank, ms
 * @param maxMs the longest, ms
 * @param bytes of the last answer
 */
record ScrapeTimes(int scrapes, double meanMs, double p95Ms, double maxMs, int bytes) {
  private static final double MOST = 0.95;

  /** The figures of times, at least one. */
  static ScrapeTimes of(List<Double> millis, int bytes) {
    List<Double> sorted = millis.stream().sorted().toList();
    int rank = (int) Math.ceil(MOST * sorted.size());
    return new ScrapeTimes(
        sorted.size(),
        sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        sorted.get(rank - 1),
        sorted.get(sorted.size() - 1),
        bytes);
  }
}
