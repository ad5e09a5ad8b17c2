package lumen.event;

/**
 * Samples of one channel in the order of their stream, as columns. The arrays belong to the block
 * and are never written after construction.
 *
 * @param stream name of the input stream
 * @param tenant group that is fused together
 * @param source event source
 * @param key channel key, with [i] or .field for an element
 * @param micros event times, microseconds since the epoch
 * @param values samples, as long as {@code micros}; {@link #BREAK} is none, but ends the channel's
 *     segment
 */
public record SampleBlock(
    String stream, String tenant, String source, String key, long[] micros, double[] values)
    implements Envelope {
  /**
   * Stands where a channel's segment ends though no pause tells it: what follows is by another
   * clock. No sample is NaN, since none is taken that is not finite.
   */
  public static final double BREAK = Double.NaN;

  /**
   * Stands in a packet for an element that is no finite number: it is no sample, but has its place
   * among those that are.
   */
  public static final double NOTHING = Double.POSITIVE_INFINITY;

  /** Checks that both columns are equally long. */
  public SampleBlock {
    if (micros.length != values.length) {
      throw new IllegalArgumentException(
          "columns must be equally long: micros=" + micros.length + " values=" + values.length);
    }
  }

  /** Number of samples. */
  public int size() {
    return micros.length;
  }

  /** The channel as one unambiguous string, the key under which the job partitions. */
  public String channelKey() {
    return ChannelKey.encode(tenant, source, key);
  }
}
