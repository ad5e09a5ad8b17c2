package lumen.fusion.sink;

import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.grid.TargetGrid;

/** Frames as lines of JSON, keys in a fixed order. */
public final class FrameJson {
  private FrameJson() {}

  /** A fused frame. */
  public static OrderedLine line(FusedFrame frame, TargetGrid grid) {
    String line =
        new JsonLine()
            .number("ts", frame.ts())
            .text("tenant", frame.tenant())
            .number("grid", frame.grid())
            .text("mode", frame.mode().wireName())
            .number("phase_diff", frame.phaseDiff())
            .number("harmony", frame.harmony())
            .number("coherence", frame.coherence())
            .number("entropy_ratio", frame.entropyRatio())
            .number("sync_quality", frame.syncQuality())
            .number("order", frame.order())
            .number("q", frame.q())
            .number("r", frame.r())
            .number("kp", frame.kp())
            .number("ki", frame.ki())
            .number("kd", frame.kd())
            .number("streams_fresh", frame.streamsFresh())
            .number("streams_total", frame.streamsTotal())
            .end();
    return new OrderedLine(grid.floorMicros(frame.grid()), frame.grid(), frame.tenant(), "", line);
  }

  /** A channel frame. */
  public static OrderedLine channelLine(ChannelFrame frame, TargetGrid grid) {
    String line =
        new JsonLine()
            .number("ts", frame.ts())
            .text("tenant", frame.tenant())
            .number("grid", frame.grid())
            .text("source", frame.channel().source())
            .text("key", frame.channel().key())
            .flag("present", frame.present())
            .number("lag", frame.lag())
            .number("d", frame.d())
            .number("x", frame.x())
            .number("q", frame.q())
            .number("r", frame.r())
            .number("nis", frame.nis())
            .number("rho1", frame.rho1())
            .flag("consistent", frame.consistent())
            .number("coherence", frame.coherence())
            .number("chance", frame.chance())
            .number("ppc", frame.ppc())
            .number("phase_diff", frame.phaseDiff())
            .number("entropy_ratio", frame.entropyRatio())
            .number("harmony", frame.harmony())
            .number("envelope", frame.envelope())
            .end();
    String id = frame.channel().source() + '\0' + frame.channel().key();
    return new OrderedLine(grid.floorMicros(frame.grid()), frame.grid(), frame.tenant(), id, line);
  }
}
