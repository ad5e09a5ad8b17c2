package lumen.fusion.fuse;

import lumen.fusion.bridge.BridgeOutputs;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.FusedFrame;

/** Receives what a tenant gives, in the order of event time. */
interface TenantOutputs extends BridgeOutputs {
  /** A frame. */
  void frame(FusedFrame frame);

  /** Receives the channel frames; null where nobody wants them. */
  ChannelFrameSink channelFrames();
}
