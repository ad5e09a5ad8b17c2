package lumen.fusion.sink;

import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelId;

/** Channel frames. */
public final class ChannelFrameForm implements OutputForm<ChannelFrame> {
  private static final long serialVersionUID = 1L;

  @Override
  public long micros(ChannelFrame frame, Steps steps) {
    return steps.floorMicros(frame.grid());
  }

  @Override
  public long step(ChannelFrame frame) {
    return frame.grid();
  }

  @Override
  public String tenant(ChannelFrame frame) {
    return frame.tenant();
  }

  @Override
  public String id(ChannelFrame frame) {
    return frame.channel().source() + '\0' + frame.channel().key();
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTenant("grid", "source", "key");
  }

  @Override
  public String line(ChannelFrame frame) {
    return new JsonLine()
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
  }

  @Override
  public ChannelFrame read(String line) {
    ShownLine shown = ShownLine.of(line);
    return new ChannelFrame(
        shown.number("ts"),
        shown.text("tenant"),
        shown.whole("grid"),
        new ChannelId(shown.text("source"), shown.text("key")),
        shown.flag("present"),
        shown.number("lag"),
        shown.number("d"),
        shown.number("x"),
        shown.number("q"),
        shown.number("r"),
        shown.number("nis"),
        shown.number("rho1"),
        shown.flag("consistent"),
        shown.number("coherence"),
        shown.number("chance"),
        shown.number("ppc"),
        shown.number("phase_diff"),
        shown.number("entropy_ratio"),
        shown.number("harmony"),
        shown.number("envelope"));
  }
}
