package lumen.fusion.fuse;

import lumen.fusion.bridge.BridgeOutputs;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.FusedFrame;

/** Receives what a tenant gives, in the order of event time. */
interface TenantOutputs extends BridgeOutputs {
  /** A frame. */
  void frame(FusedFrame frame);

  /**
   * Receives the channel frames of a step; null where nobody wants them.
   *
   * @param sample whether it is the newest step for the metrics
   */
  ChannelFrameSink channelFrames(boolean sample);
}
