package lumen.fusion.sink;

import java.util.stream.Stream;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.SensorLevel;

/** Fused frames; the sensors' own level stays where frames are made. */
public final class FrameForm implements OutputForm<FusedFrame> {
  private static final long serialVersionUID = 1L;

  @Override
  public long micros(FusedFrame frame, Steps steps) {
    return steps.floorMicros(frame.grid());
  }

  @Override
  public long step(FusedFrame frame) {
    return frame.grid();
  }

  @Override
  public String tenant(FusedFrame frame) {
    return frame.tenant();
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTenant("grid");
  }

  @Override
  public String line(FusedFrame frame) {
    return new JsonLine()
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
  }

  @Override
  public FusedFrame read(String line) {
    ShownLine shown = ShownLine.of(line);
    return new FusedFrame(
        shown.number("ts"),
        shown.text("tenant"),
        shown.whole("grid"),
        mode(shown.text("mode")),
        shown.number("phase_diff"),
        shown.number("harmony"),
        shown.number("coherence"),
        shown.number("entropy_ratio"),
        shown.number("sync_quality"),
        shown.number("order"),
        shown.number("q"),
        shown.number("r"),
        shown.number("kp"),
        shown.number("ki"),
        shown.number("kd"),
        (int) shown.whole("streams_fresh"),
        (int) shown.whole("streams_total"),
        SensorLevel.NONE);
  }

  private static Mode mode(String wireName) {
    return Stream.of(Mode.values())
        .filter(mode -> mode.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("mode must be known: " + wireName));
  }
}
