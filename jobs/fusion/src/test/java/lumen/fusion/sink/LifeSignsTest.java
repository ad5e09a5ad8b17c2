package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.playout.LifeSign;
import lumen.golden.GoldenState;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

class LifeSignsTest {
  private static final long SECOND = 1_000_000;
  private static final long AHEAD = 100_000;

  private final LifeSigns signs = new LifeSigns(AHEAD);
  private final List<LifeSign> told = new ArrayList<>();

  static ControlFrame tick(String tenant, long micros, BridgeState state, double tickMs) {
    return new ControlFrame(
        micros,
        tenant,
        state,
        tickMs,
        1000 / tickMs,
        1,
        0.01,
        new Gains(0.35, 0.08, 0.1),
        0.95,
        0.05,
        0.01,
        0,
        0,
        LoopMode.PHASE,
        false,
        state.outputsOn());
  }

  private static LifeSign sign(String tenant, long micros, int state, double tickMs) {
    return new LifeSign(tenant, micros + AHEAD, state, tickMs);
  }

  @Test
  void transitionsAndWholeSecondsAreTold() {
    signs.heard(tick("a", 10_200_000, BridgeState.E1_SYNCING, 200), told::add);
    signs.heard(tick("a", 10_400_000, BridgeState.E1_SYNCING, 201), told::add);
    signs.heard(tick("a", 11_600_000, BridgeState.E2_BRIDGED, 202), told::add);
    signs.heard(tick("a", 11_900_000, BridgeState.E2_BRIDGED, 203), told::add);
    signs.passed(12_500_000, told::add);
    signs.passed(12_600_000, told::add);
    assertThat(told)
        .containsExactly(
            sign("a", 10_200_000, 1, 200),
            sign("a", 11 * SECOND, 1, 201),
            sign("a", 11_600_000, 2, 202),
            sign("a", 12 * SECOND, 2, 203));
  }

  @Test
  void goOnWhereTicksHaveEndedInRollbackToo() {
    signs.heard(tick("a", 10_200_000, BridgeState.E4_ROLLBACK, 220), told::add);
    signs.heard(tick("b", 10_300_000, BridgeState.E0_IDLE, 200), told::add);
    for (long s = 11; s < 400; s++) {
      signs.passed(s * SECOND + 1, told::add);
    }
    assertThat(told).hasSize(2 + 2 * 389);
    assertThat(told.subList(776, 780))
        .containsExactly(
            sign("a", 398 * SECOND, 4, 220),
            sign("b", 398 * SECOND, 0, 200),
            sign("a", 399 * SECOND, 4, 220),
            sign("b", 399 * SECOND, 0, 200));
  }

  /** A bridge that was rolled back, and whose ticks had ended, says so after a restart too. */
  @Test
  void restartTellsOfWhatDoesNotTick() {
    signs.heard(tick("a", 10_200_000, BridgeState.E4_ROLLBACK, 220), told::add);
    signs.passed(300 * SECOND, told::add);
    LifeSigns restarted = new LifeSigns(AHEAD);
    signs.kept().stream().map(kept -> KeptSign.decode(kept.encode())).forEach(restarted::take);
    told.clear();
    restarted.passed(420 * SECOND + 1, told::add);
    assertThat(told).containsExactly(sign("a", 420 * SECOND, 4, 220));
    restarted.heard(tick("a", 420_300_000, BridgeState.E1_SYNCING, 221), told::add);
    restarted.passed(421 * SECOND + 1, told::add);
    assertThat(told.subList(1, 3))
        .containsExactly(sign("a", 420_300_000, 1, 221), sign("a", 421 * SECOND, 1, 221));
  }

  @Test
  void keptSignIsThatOfEveryVersion() throws IOException {
    GoldenState.rewritten(
        "life-sign",
        new StateForm("life-sign", 1, 0),
        new KeptSign("bühne", BridgeState.E4_ROLLBACK, 220.5).encode(),
        bytes -> KeptSign.decode(bytes).encode());
  }

  @Test
  void ofAJumpOfEventTimeTheLastMinuteIsTold() {
    signs.heard(tick("a", 10_200_000, BridgeState.E2_BRIDGED, 200), told::add);
    signs.passed(5_000 * SECOND + 1, told::add);
    assertThat(told).hasSize(61).contains(sign("a", 5_000 * SECOND, 2, 200));
    assertThat(told.get(1)).isEqualTo(sign("a", 4_941 * SECOND, 2, 200));
  }
}
