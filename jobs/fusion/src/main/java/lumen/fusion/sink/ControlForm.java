package lumen.fusion.sink;

import java.util.stream.Stream;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;

/** Control frames; their time reads back to the microsecond. */
public final class ControlForm implements OutputForm<ControlFrame> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public long micros(ControlFrame frame, Steps steps) {
    return frame.micros();
  }

  @Override
  public long step(ControlFrame frame) {
    return frame.micros();
  }

  @Override
  public String tenant(ControlFrame frame) {
    return frame.tenant();
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTenant("ts");
  }

  @Override
  public String line(ControlFrame frame) {
    return new JsonLine()
        .number("ts", frame.micros() / MICROS)
        .text("tenant", frame.tenant())
        .text("state", frame.state().wireName())
        .number("tick_ms", frame.tickMs())
        .number("hz", frame.hz())
        .number("multiple", frame.multiple())
        .number("e", frame.e())
        .number("kp", frame.gains().kp())
        .number("ki", frame.gains().ki())
        .number("kd", frame.gains().kd())
        .number("sync_quality", frame.syncQuality())
        .number("entropy_ratio", frame.entropyRatio())
        .flag("played", frame.played())
        .end();
  }

  @Override
  public ControlFrame read(String line) {
    ShownLine shown = ShownLine.of(line);
    return new ControlFrame(
        shown.micros("ts"),
        shown.text("tenant"),
        state(shown.text("state")),
        shown.number("tick_ms"),
        shown.number("hz"),
        shown.number("multiple"),
        shown.number("e"),
        new Gains(shown.number("kp"), shown.number("ki"), shown.number("kd")),
        shown.number("sync_quality"),
        shown.number("entropy_ratio"),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        LoopMode.FREE,
        false,
        shown.flag("played"));
  }

  private static BridgeState state(String wireName) {
    return Stream.of(BridgeState.values())
        .filter(state -> state.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("state must be one of E0..E4: " + wireName));
  }
}
