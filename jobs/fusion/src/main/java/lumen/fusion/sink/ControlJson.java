package lumen.fusion.sink;

import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;

/** Control frames as lines of JSON, keys in a fixed order. */
public final class ControlJson {
  private static final double MICROS = 1e6;

  private ControlJson() {}

  /** A control frame; its time reads back to the microsecond. */
  public static OrderedLine line(ControlFrame frame) {
    String line =
        new JsonLine()
            .number("ts", frame.micros() / MICROS)
            .text("tenant", frame.tenant())
            .text("state", frame.state().wireName())
            .number("tick_ms", frame.tickMs())
            .number("hz", frame.hz())
            .number("e", frame.e())
            .number("kp", frame.gains().kp())
            .number("ki", frame.gains().ki())
            .number("kd", frame.gains().kd())
            .number("sync_quality", frame.syncQuality())
            .number("entropy_ratio", frame.entropyRatio())
            .end();
    return new OrderedLine(frame.micros(), frame.micros(), frame.tenant(), "", line);
  }

  /** Whether a state of this name lets the outputs be heard. */
  static boolean outputsOn(String wireName) {
    for (BridgeState state : BridgeState.values()) {
      if (state.wireName().equals(wireName)) {
        return state.outputsOn();
      }
    }
    throw new IllegalArgumentException("state must be one of E0..E4: " + wireName);
  }
}
