package lumen.governance.record;

/**
 * What a sample counted; {@link #NOT_TOLD} where it does not say.
 *
 * @param requests requests, 0 or more
 * @param errors4xx answers that blame the caller
 * @param errors5xx answers that blame the service
 * @param hits lookups that the cache answered
 * @param misses lookups that it did not
 * @param evictions entries it threw out for want of room
 * @param expired entries whose time was over
 * @param coldStarts requests that waited for an instance to start
 */
public record SampleCounts(
    long requests,
    long errors4xx,
    long errors5xx,
    long hits,
    long misses,
    long evictions,
    long expired,
    long coldStarts) {
  /** Of a count that is not told. */
  public static final long NOT_TOLD = -1;

  /** The counts in their order. */
  public long[] values() {
    return new long[] {
      requests, errors4xx, errors5xx, hits, misses, evictions, expired, coldStarts
    };
  }

  /** Counts of values in the order of {@link #values}. */
  public static SampleCounts of(long[] v) {
    return new SampleCounts(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
  }

  /** With so many cold starts. */
  public SampleCounts withColdStarts(long more) {
    long[] counts = values();
    counts[counts.length - 1] = more;
    return of(counts);
  }
}
