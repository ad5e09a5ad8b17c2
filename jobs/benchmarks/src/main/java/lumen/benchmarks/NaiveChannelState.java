package lumen.benchmarks;

/** All that the filter of a channel needs, in one value of keyed state. */
public class NaiveChannelState {
  /** The filters. */
  public byte[] filters = {};

  /** Raw samples of the clip window: times in microseconds, and values. */
  public long[] micros = {};

  public double[] values = {};
}
