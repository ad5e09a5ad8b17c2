package lumen.signal.fusion;

/** Receives the channel frames of one tenant, by step and then in the order of the channels. */
@FunctionalInterface
public interface ChannelFrameSink {
  /** Takes one channel frame. */
  void accept(ChannelFrame frame);

  /**
   * Whether chance level and pairwise phase consistency are to be formed. They are kept from step
   * to step, so the answer must be the same for all steps of a tenant.
   */
  default boolean wantsChance() {
    return true;
  }

  /**
   * Whether the frames of this call tell both although none is kept: formed for them alone, so that
   * nothing that is kept depends on the answer.
   */
  default boolean looksAtChance() {
    return false;
  }
}
