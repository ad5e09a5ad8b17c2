package lumen.signal.bridge;

import static lumen.signal.bridge.DrivenBridge.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import lumen.signal.gain.Gain;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.loop.LoopSettings;
import lumen.signal.loop.MultipleRule;
import lumen.signal.loop.TickLimits;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.StopCondition;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final double NONE = Double.NaN;

  private static DrivenBridge bridge() {
    return new DrivenBridge(DrivenBridge.DEFAULTS);
  }

  /** Of a bridge that takes no other multiple than 1. */
  private static DrivenBridge tickForTick() {
    LoopSettings loop =
        new LoopSettings(5, 200, new TickLimits(120, 400), MultipleRule.parse("1"), 5);
    return new DrivenBridge(DrivenBridge.with(loop, DrivenBridge.GAINS));
  }

  /** The integral gain beside a proportional one. */
  private static double ki(double kp) {
    return 0.08 * (kp / 0.35) * (kp / 0.35);
  }

  /** Ticks of a reference at 5 Hz with a jitter of so many cycles, in [from, to). */
  private static void jittered(
      DrivenBridge driven, double sigma, double fromS, double toS, Random random) {
    for (long k = Math.round(fromS * 5); k < toS * 5; k++) {
      driven.reference(micros(k / 5.0 + 0.2 * sigma * random.nextGaussian() + 0.05));
    }
  }

  private static List<String> whats(DrivenBridge driven) {
    return driven.events.stream().map(DrivenBridge.Event::what).toList();
  }

  @Test
  void tickingBeginsWithTheFirstFrameOrTickOfTheReference() {
    DrivenBridge byFrame = bridge();
    assertThat(byFrame.bridge.nextTickMicros()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(byFrame.bridge::tick).hasMessage("a tick must be due: state=E0");
    byFrame.bridge.referenceHz(micros(0), 5);
    byFrame.bridge.residualEntropy(micros(0), 0.1);
    byFrame.bridge.offset(micros(0), Gain.KP, 0.1);
    assertThat(byFrame.bridge.state()).isEqualTo(BridgeState.E0_IDLE);
    byFrame.frame(1, 0.9, 0.01, 0.1, 0.5);
    assertThat(byFrame.bridge.nextTickMicros()).isEqualTo(micros(1));
    assertThat(byFrame.bridge.state()).isEqualTo(BridgeState.E1_SYNCING);
    DrivenBridge byTick = bridge().reference(micros(3)).until(3.5);
    assertThat(byTick.frames).hasSize(3);
    assertThat(byTick.frames.get(0).micros()).isEqualTo(micros(3));
    assertThat(byTick.frames).allMatch(f -> Double.isNaN(f.e()) && Double.isNaN(f.multiple()));
    assertThat(whats(byTick)).containsExactly("E0E1 a tick of the reference came");
  }

  @Test
  void locksAndGoesThroughTheStates() {
    for (double hz : new double[] {5, 6, 7.5}) {
      DrivenBridge driven = bridge().reference(hz, 0.05, 200);
      DrivenBridge.Event locked =
          driven.events.stream().filter(e -> e.what().startsWith("E1E2")).findFirst().orElseThrow();
      DrivenBridge.print("reference at %.1f Hz: E2 after %.1f s", hz, locked.atS());
      assertThat(locked.atS()).isBetween(6.0, 12.0);
      assertThat(driven.frames).allMatch(f -> f.played() == f.state().outputsOn());
      assertThat(driven.last().hz()).isCloseTo(hz, offset(1e-3));
      assertThat(driven.bridge.outputsOn()).isTrue();
    }
  }

  @Test
  void ownTicksAreJudgedWhateverTheFramesSay() {
    DrivenBridge driven = bridge().frame(0, 0.9, 0.3, 0.1, 0.9).until(1);
    assertThat(driven.last().mode()).isEqualTo(LoopMode.FREE);
    assertThat(driven.last().syncQuality()).isNaN();
    driven.reference(5, 1, 40);
    assertThat(driven.last().mode()).isEqualTo(LoopMode.PHASE);
    assertThat(driven.last().syncQuality()).isGreaterThan(0.9);
    assertThat(driven.last().phaseDiffMean()).isLessThan(0.01);
    driven.frame(45, 0.9, 0.3, 0.4, 0.4).until(46);
    assertThat(driven.last().mode()).isEqualTo(LoopMode.FREE);
    assertThat(driven.last().e()).isNaN();
    assertThat(driven.last().syncQuality()).isBetween(0.8, 0.9);
    driven.until(130);
    assertThat(driven.last().syncQuality()).as("silence of more than two thirds").isNaN();
    assertThat(driven.last().state()).as("a frame came at 45 s").isEqualTo(BridgeState.E2_BRIDGED);
  }

  @Test
  void publishedRateAloneIsFollowedAndHeard() {
    DrivenBridge driven = bridge();
    for (int i = 0; i < 60; i++) {
      driven.frame(i, 0.9, NONE, NONE, NONE);
      driven.bridge.referenceHz(micros(i), i < 30 ? 5 : 6);
    }
    assertThat(whats(driven)).containsExactly("E0E1 a frame came", "E1E2 sync_quality >= 0.85");
    assertThat(driven.events.get(1).atS()).isCloseTo(20 / 3.0, offset(0.3));
    assertThat(driven.last().hz()).isCloseTo(6, offset(1e-9));
    ControlFrame last = driven.last();
    assertThat(last.played()).isTrue();
    assertThat(last.multiple()).isEqualTo(1);
    assertThat(last.e()).isNaN();
    assertThat(last.entropyRatio()).isNaN();
  }

  @Test
  void lostLockIsNotHeardAndIsGivenUpWithinMinutes() {
    DrivenBridge driven = bridge().reference(5, 0.05, 60);
    Random random = new Random(3);
    double t = 60;
    while (t < 400) {
      driven.reference(micros(t));
      t += 0.2 * (1 + 0.24 * Math.sin(t * 2) + 0.3 * random.nextDouble());
    }
    List<ControlFrame> heard = driven.frames.stream().filter(ControlFrame::played).toList();
    ArrayDeque<ControlFrame> last = new ArrayDeque<>();
    for (ControlFrame frame : driven.frames) {
      last.add(frame);
      while (last.element().micros() <= frame.micros() - 5_000_000) {
        last.remove();
      }
      double mean =
          last.stream().mapToDouble(f -> Math.abs(f.e())).filter(e -> e >= 0).average().orElse(0);
      assertThat(frame.played())
          .as("at %.1f s", DrivenBridge.seconds(frame.micros()))
          .isEqualTo(frame.state().outputsOn() && mean <= 0.15);
    }
    assertThat(heard).isNotEmpty().hasSizeLessThan(driven.frames.size() / 2);
    assertThat(whats(driven)).contains("E3E1 sync_quality < 0.8 for 1 min");
  }

  @Test
  void releaseWaitsWhileAHardStopHoldsUnlessItIsForced() {
    DrivenBridge driven = bridge().reference(5, 0, 40).frame(40, 0.71, 0.01, 0.1, 0.95);
    driven.reference(5, 40, 50);
    assertThat(driven.bridge.release(micros(50), false))
        .contains(StopCondition.parse("coherence_level < 0.72"));
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E4_ROLLBACK);
    assertThat(driven.bridge.release(micros(50), true)).isEmpty();
    driven.reference(5, 50, 100);
    assertThat(driven.bridge.state()).as("E2 waits as well").isEqualTo(BridgeState.E1_SYNCING);
    driven.frame(100, 0.9, 0.01, 0.1, 0.95).reference(5, 100, 101);
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E2_BRIDGED);
  }

  @Test
  void pullInIsNeverInTheFiguresOfALockedBridge() {
    DrivenBridge driven = bridge().reference(6.5, 0.05, 200);
    double lockedS =
        driven.events.stream()
            .filter(e -> e.what().startsWith("E1E2"))
            .findFirst()
            .orElseThrow()
            .atS();
    double before = 1;
    for (ControlFrame frame : driven.frames) {
      double atS = DrivenBridge.seconds(frame.micros());
      if (atS > lockedS + 0.3) {
        assertThat(frame.phaseDiffMean()).isLessThanOrEqualTo(before + 0.002);
        before = frame.phaseDiffMean();
      }
    }
    assertThat(before).isLessThan(1e-3);
  }

  @Test
  void pauseOfHalfAMinuteIsNoMiss() {
    DrivenBridge driven = bridge().reference(5, 0.05, 120).until(150).reference(5, 150.07, 400);
    assertThat(whats(driven)).hasSize(2);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E2_BRIDGED);
  }

  @Test
  void silenceStopsTheTicksAndKeepsTheRate() {
    DrivenBridge driven = bridge().reference(6, 0, 100).until(1000);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E0_IDLE);
    assertThat(driven.atS(driven.frames.size() - 1)).isBetween(219.8, 220.1);
    assertThat(driven.bridge.nextTickMicros()).isEqualTo(Long.MAX_VALUE);
    driven.frame(400, 0.9, NONE, NONE, NONE).until(401);
    assertThat(driven.last().tickMs()).isCloseTo(1000 / 6.0, offset(0.1));
    assertThat(driven.frames.stream().mapToLong(ControlFrame::micros)).contains(micros(400));
  }

  @Test
  void lockThatFailsBeginsAnewAtTheBaseRate() {
    DrivenBridge driven = bridge();
    Random random = new Random(2);
    for (double t = 0; t < 119; t += 0.1 + 0.2 * random.nextDouble()) {
      driven.reference(micros(t));
    }
    driven.until(119);
    double before = driven.last().hz();
    for (double t = 119; driven.bridge.state() != BridgeState.E0_IDLE; t += 0.2) {
      driven.reference(micros(t)).until(t + 0.1);
    }
    assertThat(whats(driven)).contains("E1E0 sync_quality >= 0.8 missed for 2 min");
    assertThat(Math.abs(before - 5)).isGreaterThan(0.01);
    driven.reference(5, 125.05, 125.8);
    assertThat(driven.last().hz()).isEqualTo(5);
    assertThat(driven.last().multiple()).as("chosen anew").isNaN();
  }

  @Test
  void hardStopOpensTheLoopUntilItIsReleased() {
    DrivenBridge driven = bridge();
    driven.reference(5, 0, 40).frame(40, 0.71, 0.01, 0.1, 0.95).until(50);
    assertThat(whats(driven).get(2)).isEqualTo("E2E4 coherence_level < 0.72");
    List<ControlFrame> stopped =
        driven.frames.stream().filter(f -> f.state() == BridgeState.E4_ROLLBACK).toList();
    assertThat(stopped.get(0).micros()).isEqualTo(micros(40));
    assertThat(stopped.get(0).refused()).isTrue();
    assertThat(stopped).allMatch(f -> f.tickMs() == 220 && f.hz() == 1000 / 220.0);
    assertThat(driven.bridge.outputsOn()).isFalse();
    assertThat(driven.bridge.weights()).contains(new FusionWeights(0.82, 0.18));
    driven.reference(5, 50, 60).frame(60, 0.9, 0.01, 0.1, 0.95).until(61);
    assertThat(driven.last().tickMs()).as("nothing corrects it").isEqualTo(220);
    assertThat(driven.last().e()).isNaN();
    assertThat(driven.bridge.idleMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(driven.bridge.release(micros(61), false)).isEmpty();
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E1_SYNCING);
    assertThat(driven.bridge.weights()).isEmpty();
    assertThat(driven.bridge.nextTickMicros()).isBetween(micros(61), micros(61.22));
    driven.until(61.5);
    assertThat(driven.last().tickMs()).isEqualTo(220);
    driven.reference(5, 61.5, 200);
    assertThat(driven.bridge.outputsOn()).isTrue();
    assertThat(driven.last().hz()).isCloseTo(5, offset(1e-3));
    int events = driven.events.size();
    assertThat(driven.bridge.release(micros(200), false)).isEmpty();
    assertThat(driven.events).hasSize(events);
  }

  @Test
  void rolledBackBridgeRestsInSilenceAndStaysRolledBack() {
    DrivenBridge driven = bridge().reference(5, 0, 40).frame(40, 0.71, 0.01, 0.1, 0.95).until(200);
    assertThat(driven.bridge.nextTickMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(driven.last().micros()).isBetween(micros(160), micros(160.22));
    driven.reference(5, 300, 301);
    assertThat(driven.last().micros()).isGreaterThan(micros(300.7));
    assertThat(driven.last().tickMs()).isEqualTo(220);
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E4_ROLLBACK);
  }

  @Test
  void refusedCorrectionsRollBackAndAReleaseForgetsThem() {
    DrivenBridge driven = tickForTick();
    driven.reference(8.2, 0, 120);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E2_BRIDGED);
    driven.reference(8.6, 120, 300);
    DrivenBridge.Event event = driven.events.get(driven.events.size() - 1);
    assertThat(event.what()).isEqualTo("E2E4 rollback_ratio_5m > 0.05");
    assertThat(event.values().get("rollback_ratio_5m")).isBetween(0.05, 0.0535);
    DrivenBridge.print("8.2 to 8.6 Hz, limit 8.33: E4 after %.1f s", event.atS() - 120);
    assertThat(driven.bridge.release(micros(300), false)).isEmpty();
    driven.reference(8.2, 300.05, 420);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E2_BRIDGED);
    assertThat(driven.last().rollbackRatio5m()).isZero();
  }

  /** Of 50 ticks three would be more than 5 %. */
  @Test
  void refusedTicksOfAYoungBridgeCountAmongThreeHundred() {
    DrivenBridge driven = tickForTick().reference(5, 0, 10);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E2_BRIDGED);
    driven.bridge.tickLimits(micros(10), 210, 400);
    driven.reference(5, 10, 20);
    long refused = driven.frames.stream().filter(ControlFrame::refused).count();
    assertThat(refused).isEqualTo(16);
    DrivenBridge.Event event = driven.events.get(driven.events.size() - 1);
    assertThat(event.what()).isEqualTo("E2E4 rollback_ratio_5m > 0.05");
    assertThat(event.values().get("rollback_ratio_5m")).isEqualTo(16 / 300.0);
  }

  @Test
  void limitsAreReachedFreelyWhileSyncing() {
    DrivenBridge driven = tickForTick().reference(9, 0, 60);
    assertThat(driven.last().hz()).isCloseTo(1000 / 120.0, offset(0.5));
    assertThat(driven.frames).noneMatch(ControlFrame::refused);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E1_SYNCING);
  }

  @Test
  void residualThatSpreadsRollsAGuardedBridgeBack() {
    DrivenBridge driven = bridge();
    Random random = new Random(5);
    jittered(driven, 0.008, 0, 60, random);
    for (int i = 60; i < 400; i++) {
      driven.frame(i, 0.9, 0.01, 0.2, 0.9);
      driven.bridge.residualEntropy(micros(i), i % 2 == 0 ? 0.1 : 0.2);
      driven.bridge.residualEntropy(micros(i), NONE);
      jittered(driven, 0.035, i, i + 1, random);
      if (i < 240 && driven.bridge.state() == BridgeState.E3_GUARDED) {
        assertThat(driven.bridge.gains(micros(i + 1)))
            .isEqualTo(new Gains(0.9 * 0.28, 0.9 * 0.9 * ki(0.28), 0.9 * 0.14));
      }
    }
    driven.events.removeIf(e -> e.what().startsWith("calibrated"));
    assertThat(whats(driven).subList(2, 4))
        .containsExactly(
            "E2E3 entropy_ratio > 0.15 for 1 min", "E3E4 residual_stddev_10m > 0.03 for 3 min");
    assertThat(driven.events.get(3).atS() - driven.events.get(2).atS()).isCloseTo(180, offset(0.3));
    assertThat(driven.events.get(3).values().get("residual_stddev_10m"))
        .isCloseTo(0.05, offset(1e-3));
  }

  @Test
  void gainsFollowTheNewestFrameWithAnEntropyRatio() {
    DrivenBridge driven = bridge();
    Gains first = driven.bridge.frame(micros(0), new BridgeFrame(0.9, NONE, 0.01, 0.1, NONE));
    assertThat(first).isEqualTo(new Gains(0.33, ki(0.33), 0.12));
    driven.until(0.1);
    assertThat(driven.last().gains()).isEqualTo(first);
    driven.bridge.offset(micros(0.2), Gain.KP, 0.1);
    Gains then = driven.bridge.frame(micros(0.2), new BridgeFrame(0.9, NONE, NONE, NONE, NONE));
    assertThat(then).isEqualTo(first);
    driven.until(0.5);
    assertThat(driven.frames.get(1).gains()).isEqualTo(first);
    assertThat(driven.last().gains().kp()).isCloseTo(0.43, offset(1e-4));
  }

  @Test
  void commandsHoldFromTheNextTickOn() {
    DrivenBridge driven = bridge().frame(0, 0.9, NONE, 0, NONE).until(1);
    driven.bridge.tickLimits(micros(1), 250, 300);
    driven.bridge.curves(micros(1), DrivenBridge.constant(0.5), DrivenBridge.constant(0.2), 0.1);
    driven.until(1.1);
    assertThat(driven.last().tickMs()).isEqualTo(250);
    assertThat(driven.last().gains()).isEqualTo(new Gains(0.5, 0.1, 0.2));
    assertThat(driven.last().refused()).isFalse();
    driven.bridge.tickLimits(micros(1.1), 300, 250);
    driven.bridge.tickLimits(micros(1.1), NONE, 1);
    driven.until(2);
    assertThat(driven.last().tickMs()).isEqualTo(250);
    driven.until(200);
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E0_IDLE);
    assertThat(driven.bridge.idleMicros())
        .isBetween(micros(119) + CommandHold.MICROS, micros(121) + CommandHold.MICROS);
  }

  @Test
  void commandsAreForgottenBehindAPauseOfThirtyDays() {
    double days = CommandHold.MICROS / 1e6;
    DrivenBridge driven = bridge();
    driven.bridge.tickLimits(micros(0), 250, 300);
    driven.bridge.curves(micros(0), DrivenBridge.constant(0.5), DrivenBridge.constant(0.2), 0.1);
    driven.frame(days - 1, 0.9, NONE, 0, NONE).until(days + 1);
    assertThat(driven.last().tickMs()).as("a pause").isEqualTo(250);
    assertThat(driven.last().gains()).isEqualTo(new Gains(0.5, 0.1, 0.2));
    driven.until(days + 300);
    driven.frame(2 * days + 300, 0.9, NONE, 0, NONE).until(2 * days + 301);
    assertThat(driven.last().tickMs()).as("the end").isEqualTo(200);
    assertThat(driven.last().gains()).isEqualTo(bridge().bridge.gains(micros(0)));
  }

  @Test
  void safeTickStaysWithinTheLimits() {
    DrivenBridge driven = bridge().reference(5, 0, 20);
    driven.bridge.tickLimits(micros(20), 120, 180);
    driven.frame(20, 0.1, 0.01, 0.1, 0.9).until(21);
    assertThat(driven.last().state()).isEqualTo(BridgeState.E4_ROLLBACK);
    assertThat(driven.last().tickMs()).isEqualTo(180);
  }

  @Test
  void tickThatIsTooOldOrInTheFutureIsPassedOver() {
    DrivenBridge driven = bridge();
    driven.bridge.referenceTick(micros(40), micros(9.999999));
    driven.bridge.referenceTick(micros(40), micros(40.000001));
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E0_IDLE);
    driven.bridge.referenceTick(micros(40), micros(10));
    assertThat(driven.bridge.state()).isEqualTo(BridgeState.E1_SYNCING);
  }

  @Test
  void pulledTicksLockAsTheyAre() {
    DrivenBridge driven = bridge();
    for (int pull = 1; pull < 150; pull++) {
      double at = pull + 0.07 * (pull % 3);
      double tick = Math.floor((at - 0.03) * 5) / 5;
      driven.until(at);
      driven.bridge.referenceTick(micros(at), micros(tick));
    }
    assertThat(driven.last().state()).isEqualTo(BridgeState.E2_BRIDGED);
    assertThat(Math.abs(driven.last().e())).isLessThan(1e-4);
    assertThat(driven.last().hz()).isCloseTo(5, offset(1e-4));
  }

  @Test
  void jitterWithinTheBudgetCalibratesNothingForAnHour() {
    DrivenBridge driven = bridge();
    jittered(driven, 0.02, 0, 4200, new Random(6));
    assertThat(whats(driven)).hasSize(2);
    assertThat(driven.last().gains()).isEqualTo(DrivenBridge.GAINS);
    double mean =
        driven.frames.stream()
            .filter(f -> f.micros() > micros(300))
            .mapToDouble(ControlFrame::hz)
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(5, offset(0.002));
  }

  @Test
  void baseTickFollowsTheTempoWithoutMovingTheRate() {
    DrivenBridge driven = bridge().reference(4.2, 0.05, 1300);
    List<DrivenBridge.Event> made =
        driven.events.stream().filter(e -> e.what().startsWith("calibrated")).toList();
    assertThat(made.stream().map(e -> Math.round(e.values().get("base_tick_ms"))))
        .containsExactly(215L, 230L, 238L);
    assertThat(made.get(1).values().get("base_tick_ms_before")).isEqualTo(215);
    assertThat(made.get(1).atS() - made.get(0).atS()).isBetween(300.0, 300.3);
    assertThat(driven.greatest(100, 1300, f -> Math.abs(f.hz() - 4.2))).isLessThan(1e-3);
    assertThat(driven.bridge.idleMicros()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void guardAndOffsetsDoNotMoveTheRateOffTheBase() {
    DrivenBridge driven = bridge();
    driven.reference(6, 0.05, 120);
    driven.bridge.offset(micros(120), Gain.KI, -0.04);
    double settled = driven.greatest(110, 120, f -> Math.abs(f.e()));
    driven.reference(6, 120 + 0.05, 300);
    assertThat(settled).isLessThan(1e-4);
    assertThat(driven.greatest(121, 300, f -> Math.abs(f.e()))).isLessThan(1e-3);
  }

  @Test
  void lockedDayStaysQuiet() {
    double[] worst = new double[3];
    DrivenBridge driven =
        new DrivenBridge(DrivenBridge.with(DrivenBridge.LOOP, DrivenBridge.GAINS));
    driven.to(
        f -> {
          boolean in = f.micros() > micros(600);
          worst[0] = Math.max(worst[0], in ? Math.abs(f.e()) : 0);
          worst[1] += in && f.state() != BridgeState.E2_BRIDGED ? 1 : 0;
          worst[2]++;
        });
    driven.reference(4.7, 0.05, 86_400);
    DrivenBridge.print("a day at 4.7 Hz: |e| <= %.1e cycles, %.0f ticks", worst[0], worst[2]);
    assertThat(worst[0]).isLessThan(2e-5);
    assertThat(worst[1]).isZero();
    assertThat(driven.events).allSatisfy(e -> assertThat(e.atS()).isLessThan(600));
  }

  @Test
  void settingsAreChecked() {
    LoopSettings loop = DrivenBridge.LOOP;
    assertThatThrownBy(() -> settings(loop, 0, 20, 0.15))
        .hasMessage("rebalance_window_s must be in (0, 86400]: 0.0");
    assertThatThrownBy(() -> settings(loop, 90, 0, 0.15))
        .hasMessage("lock_window_s must be in (0, 86400]: 0.0");
    assertThatThrownBy(() -> settings(loop, 90, 20, 0.51))
        .hasMessage("mute_above must be in (0, 0.5]: 0.51");
    assertThat(settings(loop, 10, 20, 0.15).lockMicros()).as("the lesser").isEqualTo(10_000_000);
    assertThatThrownBy(() -> new BridgeSettings(null, 90, 20, 0.15, null, null))
        .hasMessage("every part of the bridge's settings must be given");
  }

  private static BridgeSettings settings(
      LoopSettings loop, double windowS, double lockWindowS, double muteAbove) {
    return new BridgeSettings(
        loop,
        windowS,
        lockWindowS,
        muteAbove,
        DrivenBridge.DEFAULTS.gains(),
        DrivenBridge.PROTOCOL);
  }
}
