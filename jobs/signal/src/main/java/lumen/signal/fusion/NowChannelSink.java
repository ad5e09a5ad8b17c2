package lumen.signal.fusion;

/** Receives how the channels of a tenant are now. */
@FunctionalInterface
public interface NowChannelSink {
  /**
   * Takes one channel.
   *
   * @param fresh whether it was heard of late
   * @param plv phase locking of its provisional and final phases; NaN where that is not known
   */
  void accept(ChannelId channel, boolean fresh, double plv);
}
