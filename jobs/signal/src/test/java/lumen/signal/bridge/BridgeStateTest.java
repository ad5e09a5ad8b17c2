package lumen.signal.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.signal.gain.Gain;
import lumen.signal.loop.ResidualWindow;
import lumen.signal.loop.TickHistory;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The two states of a bridge, as every version writes and reads them. */
class BridgeStateTest {
  private final Bridge bridge = played();

  private static Bridge played() {
    DrivenBridge driven = new DrivenBridge(DrivenBridge.DEFAULTS).reference(5, 0, 6);
    Bridge bridge = driven.bridge;
    bridge.frame(DrivenBridge.micros(6.1), new BridgeFrame(0.9, 0.8, 0.02, 0.1, 0.9));
    bridge.residualEntropy(DrivenBridge.micros(6.2), 0.25);
    bridge.residualEntropy(DrivenBridge.micros(6.3), 0.35);
    bridge.offset(DrivenBridge.micros(6.4), Gain.KD, 0.02);
    bridge.tickLimits(DrivenBridge.micros(6.5), 130, 390);
    bridge.curves(
        DrivenBridge.micros(6.6),
        DrivenBridge.curve(0.3, 0.2),
        DrivenBridge.curve(0.1, 0.15),
        0.07);
    return bridge;
  }

  @Test
  void smallState() throws IOException {
    List<byte[]> history = List.of(bridge.takeHistory());
    GoldenState.rewritten(
        "bridge-loop",
        new StateForm("bridge-loop", 2, 0),
        bridge.snapshot(),
        bytes -> Bridge.restore(DrivenBridge.DEFAULTS, "t", bytes, history).snapshot());
  }

  @Test
  void historyOfAnAdvance() throws IOException {
    GoldenState.read(
        "bridge-history",
        new StateForm("bridge-history", 2, 0),
        bridge.takeHistory(),
        bytes -> {
          BridgeHistory history = new BridgeHistory(90_000_000, Long.MIN_VALUE);
          history.read(bytes);
          return text(history).getBytes(StandardCharsets.UTF_8);
        });
  }

  private static String text(BridgeHistory history) {
    StringBuilder text = new StringBuilder();
    TickHistory ticks = history.ticks();
    for (long i = ticks.firstOrdinal(); i < ticks.endOrdinal(); i++) {
      text.append(ticks.micros(i)).append(' ').append(ticks.covered(i)).append(' ');
      text.append(ticks.e(i)).append(' ').append(ticks.isRefused(i)).append('\n');
    }
    ResidualWindow residuals = history.residuals();
    for (long i = residuals.firstOrdinal(); i < residuals.endOrdinal(); i++) {
      text.append(residuals.micros(i)).append(' ').append(residuals.value(i)).append('\n');
    }
    return text.toString();
  }
}
