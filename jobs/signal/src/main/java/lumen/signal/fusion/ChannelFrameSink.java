package lumen.signal.fusion;

/** Receives the channel frames of one tenant, by step and then in the order of the channels. */
@FunctionalInterface
public interface ChannelFrameSink {
  /** Takes one channel frame. */
  void accept(ChannelFrame frame);
}
