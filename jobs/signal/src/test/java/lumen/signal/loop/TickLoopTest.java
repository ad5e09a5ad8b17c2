package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import lumen.signal.gain.Gains;
import org.junit.jupiter.api.Test;

class TickLoopTest {
  private static final long MS = 1000;
  private static final Gains OPEN = new Gains(0, 0, 0);

  private static LoopRig open() {
    return new LoopRig(LoopRig.SETTINGS, OPEN);
  }

  @Test
  void errorIsThePhaseThatTheBridgeLacksAtTheTick() {
    List<Double> errors = new ArrayList<>();
    LoopRig rig = open().onError(errors::add);
    rig.reference(5, 0, 1);
    for (long at : new long[] {1200, 1450, 1550, 1700, 1990}) {
      rig.reference(at * MS);
    }
    rig.until(3200 * MS);
    double none = Double.NaN;
    assertThat(errors.stream().mapToDouble(e -> e).toArray())
        .containsExactly(
            new double[] {
              none, none, none, none, none, 0, 0, 0, -0.25, 0.25, 0.5, 0.05, 0.05, 0.05, 0.05, 0.05
            },
            offset(1e-12));
  }

  @Test
  void tickNearestToTheReferencesIsCorrectedFrom() {
    List<Double> errors = new ArrayList<>();
    LoopRig rig = open().onError(errors::add);
    for (int k = 1; k < 40; k++) {
      rig.reference((200L * k + (k % 2 == 0 ? 9 : -9)) * MS);
    }
    rig.until(8000 * MS);
    assertThat(errors.subList(6, 40))
        .allSatisfy(e -> assertThat(Math.abs(e)).isCloseTo(0.045, offset(1e-9)));
    for (int k = 7; k < 40; k++) {
      assertThat(errors.get(k)).isCloseTo(-errors.get(k - 1), offset(1e-9));
    }
  }

  @Test
  void modesFollowWhatIsThere() {
    LoopRig rig = open();
    rig.untilS(1);
    assertThat(rig.loop.mode()).isEqualTo(LoopMode.FREE);
    rig.publish(1_000_000, 5);
    rig.untilS(60);
    assertThat(rig.loop.mode()).as("the tick stays").isEqualTo(LoopMode.FREQUENCY);
    rig.reference(5, 61, 63);
    assertThat(rig.loop.mode()).isEqualTo(LoopMode.PHASE);
    rig.untilS(64.1);
    assertThat(rig.loop.mode()).as("the published rate is old").isEqualTo(LoopMode.FREE);
    rig.reference(5, 67, 69);
    rig.publish(69_000_000, 5);
    rig.untilS(69.75);
    assertThat(rig.loop.mode()).isEqualTo(LoopMode.PHASE);
    rig.untilS(70.1);
    assertThat(rig.loop.mode()).isEqualTo(LoopMode.FREQUENCY);
    assertThat(rig.loop.e()).isNaN();
  }

  @Test
  void frequencyModeApproachesThePublishedRate() {
    LoopRig rig = new LoopRig();
    int values = 0;
    for (double t = 2; Math.abs(1000 / rig.loop.tickMs() - 6) > 0.06; t += 2) {
      rig.untilS(t);
      rig.publish(Math.round(t * 1e6), 6);
      values++;
    }
    LoopRig.print("frequency mode: 5 to 6 Hz within 1 %% after %d values, 2 s apart", values);
    assertThat(values).isEqualTo(2);
    assertThat(rig.loop.tickMs()).isCloseTo(1000 / 6.0, offset(1e-9));
    rig.untilS(5);
    assertThat(rig.loop.isNearPublished()).isTrue();
    rig.publish(5_000_000, 6.2);
    assertThat(rig.loop.isNearPublished()).isTrue();
    rig.publish(5_100_000, 3.2);
    assertThat(rig.loop.isNearPublished()).isFalse();
  }

  @Test
  void frequencyModeMovesByTwentyMillisecondsAtMost() {
    LoopRig rig = new LoopRig();
    rig.publish(0, 1e9);
    assertThat(rig.loop.tickMs()).isEqualTo(180);
    rig.publish(1, 1e-9);
    assertThat(rig.loop.tickMs()).isEqualTo(200);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double before = rig.loop.tickMs();
      rig.publish(2, bad);
      assertThat(rig.loop.tickMs()).isEqualTo(before);
    }
    for (int i = 0; i < 10; i++) {
      rig.publish(3, 1e9);
    }
    assertThat(rig.loop.tickMs()).isEqualTo(120);
    assertThat(rig.loop.isLimited()).isTrue();
  }

  @Test
  void publishedRateIsNotFollowedInPhaseMode() {
    LoopRig rig = new LoopRig();
    rig.reference(5, 0, 10);
    rig.publish(10_000_000, 8);
    assertThat(rig.loop.tickMs()).isEqualTo(200);
  }

  @Test
  void modeChangesDoNotMoveTheRate() {
    LoopRig rig = new LoopRig();
    List<Double> ticks = new ArrayList<>();
    rig.observer = (micros, loop) -> ticks.add(loop.tickMs());
    rig.reference(5.4, 0.05, 60);
    rig.untilS(64);
    assertThat(rig.loop.mode()).isEqualTo(LoopMode.FREE);
    rig.reference(5.4, 64.33, 64.5);
    rig.untilS(65);
    int n = ticks.size();
    assertThat(ticks.get(n - 1)).isCloseTo(1000 / 5.4, offset(0.5));
    for (int i = n - 20; i < n; i++) {
      assertThat(ticks.get(i)).isCloseTo(ticks.get(i - 1), offset(0.4));
    }
  }

  @Test
  void missingTicksAndGapsAreRiddenOut() {
    java.util.Random random = new java.util.Random(4);
    LoopRig rig = new LoopRig();
    double[] worst = new double[1];
    rig.observer =
        (micros, loop) -> worst[0] = Math.max(worst[0], micros < 60_000_000 ? 0 : known(loop.e()));
    for (int k = 0; k < 5000; k++) {
      if (k < 200 || random.nextInt(50) > 0) {
        rig.reference(50_000 + 200_000L * k);
      }
    }
    LoopRig.print("2 %% of the ticks missing: |e| <= %.1e cycles", worst[0]);
    assertThat(worst[0]).isLessThan(5e-5);
    double gapS = 1000;
    double settled = rig.settledAfter(0.02, () -> rig.reference(5, gapS + 20.11, gapS + 120));
    LoopRig.print("gap of 20 s, phase lost: within 0.02 again after %.1f s", settled - gapS - 20);
    assertThat(settled - gapS - 20).isBetween(1.0, 20.0);
  }

  private static double known(double e) {
    return Double.isNaN(e) ? 0 : Math.abs(e);
  }

  @Test
  void tickKnownLateIsMeasuredWhereItWas() {
    List<Double> errors = new ArrayList<>();
    LoopRig rig = open().onError(errors::add);
    rig.until(1900 * MS);
    for (long at : new long[] {250, 450, 650, 850, 1250}) {
      rig.loop.referenceTick(at * MS, 5);
    }
    rig.until(2100 * MS);
    assertThat(errors.subList(0, 10)).allMatch(e -> e.isNaN());
    assertThat(errors.get(10)).isCloseTo(-0.25, offset(1e-12));
  }

  @Test
  void floodOfTicksIsBounded() {
    LoopRig rig = open();
    rig.until(1000 * MS);
    for (int i = 0; i < 100_000; i++) {
      rig.loop.referenceTick(1000 * MS - 100_000 + i, 5);
    }
    rig.until(2000 * MS);
    assertThat(rig.loop.tickMs()).as("the shortest there is").isEqualTo(120);
  }

  @Test
  void holdoverGoesOnAtTheIntegralsRate() {
    double[] off = new double[2];
    for (long seed = 0; seed < 30; seed++) {
      java.util.Random random = new java.util.Random(seed);
      LoopRig rig = new LoopRig();
      for (int k = 0; k < 300; k++) {
        rig.reference(Math.round(200_000 * (k + 1 + 0.01 * random.nextGaussian())));
      }
      rig.untilS(90);
      double cycles = rig.loop.nextMicros() / 200_000.0;
      double phase = cycles - Math.rint(cycles);
      off[0] += phase * phase;
      off[1]++;
      assertThat(rig.loop.mode()).isEqualTo(LoopMode.FREE);
    }
    double rms = Math.sqrt(off[0] / off[1]);
    LoopRig.print("1 %% jitter, 60 s of reference, 30 s of silence: %.3f cycles rms", rms);
    assertThat(rms).isLessThan(0.05);
  }

  @Test
  void stepBetweenAnyConstantRatesIsFollowedAtTheSameMultiple() {
    double worst = 0;
    for (double from : new double[] {2.6, 4, 5, 8.2}) {
      for (double to : new double[] {2.6, 3.9, 5.2, 8.2}) {
        LoopRig rig = new LoopRig();
        rig.reference(from, 0.03, 60);
        double settled = rig.settledAfter(0.02, () -> rig.reference(to, 60.1, 160)) - 60;
        worst = Math.max(worst, settled);
        assertThat(rig.loop.multiple()).contains(Multiple.ONE);
        assertThat(1000 / rig.loop.tickMs()).isCloseTo(to, offset(1e-3));
      }
    }
    LoopRig.print("steps of the rate are within 0.02 after %.1f s at most", worst);
    assertThat(worst).isLessThan(35);
  }

  @Test
  void unheardLoopMovesItsPhaseAtOnce() {
    LoopRig rig = new LoopRig();
    rig.heard = false;
    double settled = rig.settledAfter(0.02, () -> rig.reference(4.4, 0.13, 60));
    LoopRig.print("unheard: within 0.02 after %.1f s", settled);
    assertThat(settled).isLessThan(3);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new TickLimits(10, 400))
        .hasMessage(
            "limits of the tick must be in 20..10000 ms and ascend: min_tick_ms=10.0"
                + " max_tick_ms=400.0");
    assertThatThrownBy(() -> new LoopSettings(5, 100, 120, 400, 5))
        .hasMessage(
            "tick_ms must lie in its limits: tick_ms=100.0 min_tick_ms=120.0 max_tick_ms=400.0");
    assertThatThrownBy(() -> new LoopSettings(0, 200, 120, 400, 5))
        .hasMessage("base_hz must be > 0: 0.0");
    assertThatThrownBy(() -> new LoopSettings(5, 200, 120, 400, -1))
        .hasMessage("stale_after_s must be >= 0: -1.0");
    assertThat(TickLimits.areLimits(Double.NaN, 400)).isFalse();
    assertThat(TickLimits.areLimits(200, 200)).isFalse();
    assertThat(TickLimits.areLimits(20, 10_000)).isTrue();
  }
}
