package lumen.fusion.sink;

import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;

/** Frames of now. */
public final class NowForm implements OutputForm<NowFrame> {
  private static final long serialVersionUID = 1L;

  @Override
  public long micros(NowFrame frame, Steps steps) {
    return steps.floorMicros(frame.grid());
  }

  @Override
  public long step(NowFrame frame) {
    return frame.grid();
  }

  @Override
  public String tenant(NowFrame frame) {
    return frame.tenant();
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTenant("grid");
  }

  @Override
  public String line(NowFrame frame) {
    return new JsonLine()
        .number("ts", frame.ts())
        .text("tenant", frame.tenant())
        .number("grid", frame.grid())
        .text("mode", frame.mode().wireName())
        .number("order", frame.order())
        .number("phase_diff", frame.phaseDiff())
        .number("coherence", frame.coherence())
        .number("entropy_ratio", frame.entropyRatio())
        .number("streams_fresh", frame.streamsFresh())
        .number("streams_total", frame.streamsTotal())
        .number("error_p50", frame.errorP50())
        .number("error_p90", frame.errorP90())
        .number("horizon_s", frame.horizonS())
        .end();
  }

  @Override
  public NowFrame read(String line) {
    ShownLine shown = ShownLine.of(line);
    String mode = shown.text("mode");
    return new NowFrame(
        shown.number("ts"),
        shown.text("tenant"),
        shown.whole("grid"),
        Mode.named(mode)
            .orElseThrow(() -> new IllegalArgumentException("mode must be known: " + mode)),
        shown.number("order"),
        shown.number("phase_diff"),
        shown.number("coherence"),
        shown.number("entropy_ratio"),
        (int) shown.whole("streams_fresh"),
        (int) shown.whole("streams_total"),
        shown.number("error_p50"),
        shown.number("error_p90"),
        shown.number("horizon_s"));
  }
}
