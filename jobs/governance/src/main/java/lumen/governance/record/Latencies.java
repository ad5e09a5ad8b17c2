package lumen.governance.record;

/**
 * How long requests took.
 *
 * @param upToMs upper edges of buckets, rising, ms; or single values
 * @param n how many requests of each; of buckets one more, for those beyond the last edge
 * @param buckets whether they are buckets
 */
public record Latencies(double[] upToMs, long[] n, boolean buckets) {
  /** How many there are. */
  public long count() {
    long count = 0;
    for (long each : n) {
      count += each;
    }
    return count;
  }
}
