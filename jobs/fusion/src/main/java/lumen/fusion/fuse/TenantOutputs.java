package lumen.fusion.fuse;

import lumen.fusion.bridge.BridgeOutputs;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.NowFusion;

/** Receives what a tenant gives, in the order of event time. */
interface TenantOutputs extends BridgeOutputs {
  /** A frame. */
  void frame(FusedFrame frame);

  /** A frame of now. */
  void now(NowFrame frame);

  /** Is shown, once a second, how the channels are now. */
  void nowChannels(NowFusion now);

  /**
   * Receives the channel frames of a step; null where nobody wants them.
   *
   * @param sample whether it is the newest step for the metrics
   */
  ChannelFrameSink channelFrames(boolean sample);
}
