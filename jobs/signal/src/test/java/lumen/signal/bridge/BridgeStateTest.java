package lumen.signal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.signal.gain.Gain;
import lumen.signal.loop.ResidualWindow;
import lumen.signal.loop.TickHistory;
import lumen.signal.loop.TickMark;
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
    GoldenState.read(
        "bridge-loop",
        new StateForm("bridge-loop", 2, 1),
        bridge.snapshot(),
        bytes -> shown(Bridge.restore(DrivenBridge.DEFAULTS, "t", bytes, history)));
  }

  /** What a bridge does, whether it knows its multiple or not. */
  private static byte[] shown(Bridge bridge) {
    String text =
        "%s %s %s %s"
            .formatted(
                bridge.state(), bridge.nextTickMicros(), bridge.tickMs(), bridge.idleMicros());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void smallStateIsWrittenAsItWasRead() {
    List<byte[]> history = List.of(bridge.takeHistory());
    byte[] snapshot = bridge.snapshot();
    assertThat(Bridge.restore(DrivenBridge.DEFAULTS, "t", snapshot, history).snapshot())
        .isEqualTo(snapshot);
  }

  /** One of before there were multiples keeps its rate, and chooses its multiple anew. */
  @Test
  void olderStateChoosesItsMultipleAnew() throws IOException {
    byte[] older = GoldenState.kept("bridge-loop", "2.0");
    Bridge restored =
        Bridge.restore(DrivenBridge.DEFAULTS, "t", older, List.of(bridge.takeHistory()));
    assertThat(restored.gains(DrivenBridge.micros(6.6)))
        .isEqualTo(bridge.gains(DrivenBridge.micros(6.6)));
    double tickMs = restored.tickMs();
    for (int k = 0; k < 12; k++) {
      long at = DrivenBridge.micros(8 + k / 5.0);
      while (restored.nextTickMicros() < at) {
        ControlFrame frame = restored.tick();
        assertThat(frame.tickMs()).isEqualTo(tickMs);
        assertThat(Double.isNaN(frame.multiple())).isEqualTo(k <= 4);
      }
      restored.referenceTick(at, at);
    }
  }

  @Test
  void historyOfAnAdvance() throws IOException {
    BridgeHistory example = new BridgeHistory(90_000_000, 20_000_000, Long.MIN_VALUE);
    for (int i = 0; i < 30; i++) {
      double e = i == 0 ? Double.NaN : 0;
      example.addTick(DrivenBridge.micros(i / 5.0), i == 0 ? 0 : 200_000, e, 200, (byte) 0);
    }
    example.addResidual(DrivenBridge.micros(6.2), 0.25);
    example.addResidual(DrivenBridge.micros(6.3), 0.35);
    GoldenState.read(
        "bridge-history",
        new StateForm("bridge-history", 2, 1),
        example.take(),
        bytes -> {
          BridgeHistory history = new BridgeHistory(90_000_000, 20_000_000, Long.MIN_VALUE);
          history.read(bytes);
          return text(history).getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void historyKeepsWhatIsTrueOfEachTick() {
    BridgeHistory history = new BridgeHistory(90_000_000, 20_000_000, Long.MIN_VALUE);
    for (int i = 0; i < 16; i++) {
      history.addTick(1_000_000L + 200_000L * i, 200_000, 0.01 * i, 190 + i, (byte) i);
    }
    BridgeHistory restored = new BridgeHistory(90_000_000, 20_000_000, Long.MIN_VALUE);
    restored.read(history.take());
    for (int i = 0; i < 16; i++) {
      assertThat(restored.ticks().tickMs(i)).isEqualTo(190 + i);
      assertThat(restored.ticks().marks(i)).isEqualTo((byte) i);
    }
  }

  private static String text(BridgeHistory history) {
    StringBuilder text = new StringBuilder();
    TickHistory ticks = history.ticks();
    for (long i = ticks.firstOrdinal(); i < ticks.endOrdinal(); i++) {
      text.append(ticks.micros(i)).append(' ').append(ticks.covered(i)).append(' ');
      text.append(ticks.e(i)).append(' ').append(TickMark.REFUSED.in(ticks.marks(i))).append('\n');
    }
    ResidualWindow residuals = history.residuals();
    for (long i = residuals.firstOrdinal(); i < residuals.endOrdinal(); i++) {
      text.append(residuals.micros(i)).append(' ').append(residuals.value(i)).append('\n');
    }
    return text.toString();
  }
}
