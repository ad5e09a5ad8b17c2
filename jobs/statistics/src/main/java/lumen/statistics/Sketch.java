package lumen.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts of values in bins whose edges grow by a factor, DDSketch (Masson, Rim, Lee 2019): bin i
 * holds (g^(i-1), g^i], g = (1 + alpha)/(1 - alpha), and stands for 2 g^i/(g + 1), which is at most
 * alpha away from all of it. Counts are whole, so any order of adding and merging gives the same.
 *
 * <p>A value that is known only to lie beyond an edge has a place of its own, behind the bin of
 * that edge: a quantile that falls there is that edge, and more.
 */
public final class Sketch {
  /** How far a quantile is from the true one at most, as a share of it. */
  public static final double ALPHA = 0.01;

  private static final double GROWTH = (1 + ALPHA) / (1 - ALPHA);
  private static final double LOG_GROWTH = StrictMath.log(GROWTH);

  private final NavigableMap<Integer, Long> bins = new TreeMap<>();
  private final NavigableMap<Double, Long> beyond = new TreeMap<>();
  private long count;

  /**
   * A quantile.
   *
   * @param value in the unit of the values
   * @param isBeyond whether the true one is known only to lie above the value
   * @param bin the bin it fell into; that of the edge where it lies beyond
   */
  public record Quantile(double value, boolean isBeyond, int bin) {}

  /** The bin of a value above 0. */
  public static int bin(double value) {
    return (int) StrictMath.ceil(StrictMath.log(value) / LOG_GROWTH);
  }

  /** What a bin stands for. */
  public static double value(int bin) {
    return 2 * StrictMath.exp(bin * LOG_GROWTH) / (GROWTH + 1);
  }

  /** The ratio of two values so many bins apart. */
  public static double ratio(double bins) {
    return StrictMath.exp(bins * LOG_GROWTH);
  }

  /** Counts a value above 0 so many times. */
  public void add(double value, long times) {
    merge(bins, bin(value), times);
  }

  /** Counts so many values of a bin. */
  public void addBin(int bin, long times) {
    merge(bins, bin, times);
  }

  /** Counts so many values of which is known that they lie beyond an edge. */
  public void addBeyond(double edge, long times) {
    merge(beyond, edge, times);
  }

  /** Adds all that another counted. */
  public void add(Sketch other) {
    other.bins.forEach((bin, times) -> merge(bins, bin, times));
    other.beyond.forEach((edge, times) -> merge(beyond, edge, times));
  }

  private <K> void merge(Map<K, Long> into, K key, long times) {
    if (times < 0) {
      throw new IllegalArgumentException("a count must be 0 or more: " + times);
    }
    if (times > 0) {
      into.merge(key, times, Saturated::add);
      count = Saturated.add(count, times);
    }
  }

  /** How many values. */
  public long count() {
    return count;
  }

  /** The counts of all bins that have any, by bin. */
  public NavigableMap<Integer, Long> bins() {
    return Collections.unmodifiableNavigableMap(bins);
  }

  /** The counts beyond edges, by edge. */
  public NavigableMap<Double, Long> beyond() {
    return Collections.unmodifiableNavigableMap(beyond);
  }

  /**
   * The value of rank floor(q (n - 1)), counted from 0.
   *
   * @param q 0 to 1
   * @throws IllegalStateException where nothing was counted
   */
  public Quantile quantile(double q) {
    if (count == 0) {
      throw new IllegalStateException("a quantile needs a value");
    }
    long rank = (long) Math.floor(q * (count - 1));
    NavigableMap<Double, Long> edges = new TreeMap<>(beyond);
    long passed = 0;
    for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
      while (!edges.isEmpty() && bin(edges.firstKey()) < bin.getKey()) {
        Map.Entry<Double, Long> edge = edges.pollFirstEntry();
        passed += edge.getValue();
        if (rank < passed) {
          return new Quantile(edge.getKey(), true, bin(edge.getKey()));
        }
      }
      passed += bin.getValue();
      if (rank < passed) {
        return new Quantile(value(bin.getKey()), false, bin.getKey());
      }
    }
    for (Map.Entry<Double, Long> edge : edges.entrySet()) {
      passed += edge.getValue();
      if (rank < passed) {
        return new Quantile(edge.getKey(), true, bin(edge.getKey()));
      }
    }
    throw new IllegalStateException("no rank is behind the last value: " + rank);
  }
}
