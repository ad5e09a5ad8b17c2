package lumen.signal.fusion;

import static lumen.signal.fusion.RhythmChannels.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantFusionTest {
  private static final FusionSettings PLAIN =
      RhythmChannels.settings(60, Weighting.ENVELOPE, Fallback.URE_ONLY);
  private static final int W = 300;

  @Test
  void silentChannelIsExpectedForOneWindowAndThenForgotten() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.jittering("a", FIRST, 900, 0.02, 1).jittering("b", FIRST, 500, 0.02, 1).finish();
    assertThat(rig.frame(499).streamsFresh()).isEqualTo(2);
    assertThat(rig.frame(510).streamsFresh()).isEqualTo(1);
    long last =
        rig.channelFrames.stream()
            .filter(c -> c.channel().key().equals("b") && c.present())
            .mapToLong(ChannelFrame::grid)
            .max()
            .orElseThrow();
    assertThat(rig.frame(last + W - 1 - FIRST).streamsTotal()).isEqualTo(2);
    assertThat(rig.frame(last + W - FIRST).streamsTotal()).isEqualTo(1);
  }

  @Test
  void replayWithoutReferenceEndsWithOneWindowOfModeNone() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.jittering("a", FIRST, 700, 0, 1).jittering("b", FIRST, 700, 0, 1).finish();
    List<FusedFrame> none = rig.frames.stream().filter(f -> f.grid() >= FIRST + 700).toList();
    assertThat(none).hasSize(W - 1).allMatch(f -> f.mode() == Mode.NONE);
    assertThat(none).allMatch(f -> Double.isNaN(f.coherence()) && Double.isNaN(f.syncQuality()));
    assertThat(rig.fusion().nextStep()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void statisticsBeginWithAThirdOfTheWindow() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.jittering("a", FIRST, 400, 0.02, 1).jittering("b", FIRST, 400, 0.02, 1).finish();
    assertThat(rig.frame(W / 3 - 2).mode()).isEqualTo(Mode.NONE);
    assertThat(rig.frame(W / 3 - 1).mode()).isEqualTo(Mode.SENSORS_ONLY);
  }

  @Test
  void yearsWithoutAnythingArePassedOver() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    long later = FIRST + 5L * 86_400 * 3_650;
    rig.jittering("a", FIRST, 50, 0, 1).jittering("a", later, 50, 0, 1).finish();
    assertThat(rig.frames).hasSize(2 * (50 + W - 1));
    assertThat(rig.frames.get(50 + W - 1).grid()).isEqualTo(later);
  }

  @Test
  void idleFusionNamesNoStepAndAFreshOneNeither() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    assertThat(rig.fusion().nextStep()).isEqualTo(Long.MAX_VALUE);
    rig.finish();
    assertThat(rig.frames).isEmpty();
    rig.jittering("a", FIRST, 1, 0, 1);
    assertThat(rig.fusion().nextStep()).isEqualTo(FIRST);
  }

  @Test
  void stepIsFinalOneHorizonAfterItsTime() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.jittering("a", FIRST, 100, 0, 1);
    long due = PLAIN.grid().floorMicros(FIRST + 7) + PLAIN.horizonMicros();
    rig.fusion().advance(due - 1, rig.frames::add, null);
    assertThat(rig.frames).hasSize(7);
    rig.fusion().advance(due, rig.frames::add, null);
    assertThat(rig.frames).hasSize(8);
    rig.fusion().advance(Long.MIN_VALUE, rig.frames::add, null);
    assertThat(rig.fusion().nextStep()).isEqualTo(FIRST + 8);
  }

  @Test
  void shiftByWholeWindowsShiftsTheFramesAndNothingElse() {
    long shift = 1000L * W;
    RhythmChannels here = rigAt(FIRST);
    RhythmChannels there = rigAt(FIRST + shift);
    long moved = there.frames.get(0).grid() - here.frames.get(0).grid();
    assertThat(moved).isEqualTo(shift);
    assertThat(there.frames).hasSameSizeAs(here.frames);
    for (int i = 0; i < here.frames.size(); i++) {
      FusedFrame h = here.frames.get(i);
      FusedFrame t = there.frames.get(i);
      assertThat(t.grid()).isEqualTo(h.grid() + moved);
      assertThat(t.ts()).isEqualTo(h.ts() + moved / 5.0);
      assertThat(placed(t, h.ts(), h.grid(), t.harmony())).isEqualTo(h);
    }
  }

  /** The frame at another place, and with one harmony of frame and sensors. */
  private static FusedFrame placed(FusedFrame f, double ts, long grid, double harmony) {
    SensorLevel s = f.sensors();
    return new FusedFrame(
        ts,
        f.tenant(),
        grid,
        f.mode(),
        f.phaseDiff(),
        harmony,
        f.coherence(),
        f.entropyRatio(),
        f.syncQuality(),
        f.order(),
        f.q(),
        f.r(),
        f.kp(),
        f.ki(),
        f.kd(),
        f.streamsFresh(),
        f.streamsTotal(),
        new SensorLevel(s.coherence(), s.phaseDiff(), s.entropyRatio(), harmony, s.channels()));
  }

  private static RhythmChannels rigAt(long first) {
    return new RhythmChannels(PLAIN, 6)
        .jittering("a", first, 1500, 0.05, 1)
        .jittering("b", first, 700, 0.05, 3)
        .jittering("c", first + 100, 1300, 0.1, 0.2)
        .finish();
  }

  @Test
  void oneOfTwoChannelsTimesAPowerOfTwoChangesNoBit() {
    RhythmChannels plain = pair(1);
    for (double scale : new double[] {0x1p-40, 0.5, 0x1p90}) {
      assertThat(pair(scale).frames).isEqualTo(plain.frames);
    }
  }

  private static RhythmChannels pair(double scale) {
    return new RhythmChannels(PLAIN, 2)
        .jittering("a", FIRST, 1000, 0.05, 1)
        .jittering("b", FIRST, 1000, 0.05, scale)
        .finish();
  }

  /** With three, the others' mean envelope weighs its parts: harmony and weights must change. */
  @Test
  void oneOfThreeChannelsTimesAPowerOfTwoLeavesUnweightedPhaseStatistics() {
    FusionSettings unweighted = RhythmChannels.settings(60, Weighting.NONE, Fallback.URE_ONLY);
    List<FusedFrame> plain = three(unweighted, 1).frames;
    List<FusedFrame> scaled = three(unweighted, 64).frames;
    for (int i = 0; i < plain.size(); i++) {
      FusedFrame p = plain.get(i);
      FusedFrame s = scaled.get(i);
      assertThat(placed(s, s.ts(), s.grid(), 0)).isEqualTo(placed(p, s.ts(), s.grid(), 0));
    }
    assertThat(three(PLAIN, 64).frames).isNotEqualTo(three(PLAIN, 1).frames);
  }

  private static RhythmChannels three(FusionSettings settings, double scale) {
    return new RhythmChannels(settings, 2)
        .jittering("a", FIRST, 1000, 0.05, 1)
        .jittering("b", FIRST + 37, 900, 0.08, scale)
        .jittering("c", FIRST, 1000, 0.03, 2)
        .finish();
  }

  @Test
  void gaussianJitterBetweenOscillatorsLocksByItsLaw() {
    FusionSettings wide = RhythmChannels.settings(800, Weighting.ENVELOPE, Fallback.URE_ONLY);
    for (double sigma : new double[] {0.02, 0.05, 0.1}) {
      RhythmChannels rig = new RhythmChannels(wide, 12);
      double each = sigma / Math.sqrt(2);
      rig.jittering("a", FIRST, 4000, each, 1).jittering("b", FIRST, 4000, each, 5).finish();
      double law = StrictMath.exp(-StrictMath.pow(2 * Math.PI * sigma, 2) / 2);
      assertThat(rig.frame(3999).coherence()).as("sigma %s", sigma).isCloseTo(law, offset(0.015));
    }
  }

  @Test
  void independentOscillatorsLockByChanceLikeOneOverTheRootOfTheWindow() {
    for (int windowS : new int[] {20, 80, 320}) {
      int steps = 5 * windowS;
      FusionSettings settings = RhythmChannels.settings(windowS, Weighting.NONE, Fallback.URE_ONLY);
      double mean = 0;
      int rigs = 60;
      for (int seed = 0; seed < rigs; seed++) {
        RhythmChannels rig = new RhythmChannels(settings, seed);
        rig.random("a", FIRST, steps + 9).random("b", FIRST, steps + 9).finish();
        mean += rig.frame(steps + 5).coherence() / rigs;
      }
      double chance = Math.sqrt(Math.PI) / 2 / Math.sqrt(steps);
      assertThat(mean).as("W=%d", steps).isCloseTo(chance, offset(0.2 * chance));
    }
  }

  /** W = 300 steps: at the steps divisible by 30. */
  @Test
  void theChanceLevelIsFormedEveryTenthOfTheWindowAndHeldBetween() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 6);
    rig.following("a", FIRST, 700, 0.1).following("b", FIRST, 700, 0.1).finish();
    long phase = Math.floorMod(FIRST, 30);
    assertThat(rig.channelFrame(100, "a").chance()).isNaN();
    for (long after = 150 - phase; after < 660; after += 30) {
      double formed = rig.channelFrame(after, "a").chance();
      assertThat(rig.channelFrame(after - 1, "a").chance()).isNotEqualTo(formed);
      assertThat(rig.channelFrame(after + 29, "a").chance()).isEqualTo(formed);
    }
  }

  @Test
  void channelFrameTellsLockedFromChance() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 4);
    rig.following("a", FIRST, 700, 0.03).following("b", FIRST, 700, 0.03).finish();
    ChannelFrame locked = rig.channelFrame(650, "a");
    assertThat(locked.coherence()).isGreaterThan(1.5 * locked.chance());
    assertThat(locked.chance()).isGreaterThan(Math.sqrt(-Math.log(0.05) / W));
    assertThat(locked.ppc()).isCloseTo(locked.coherence() * locked.coherence(), offset(0.05));
    assertThat(locked.nis()).isPositive();
    assertThat(locked.rho1()).isBetween(-1.0, 1.0);
    RhythmChannels apart = new RhythmChannels(PLAIN, 5);
    apart.random("a", FIRST, 700).random("b", FIRST, 700).finish();
    ChannelFrame unrelated = apart.channelFrame(650, "a");
    assertThat(unrelated.coherence()).isLessThan(unrelated.chance());
    assertThat(unrelated.ppc()).isCloseTo(0, offset(0.01));
    ChannelFrame early = rig.channelFrame(5, "a");
    assertThat(early.d()).isBetween(-0.5, 0.5);
    assertThat(early.coherence()).isNaN();
    assertThat(early.nis()).isNaN();
    assertThat(early.consistent()).isFalse();
  }

  @Test
  void degradeRepeatsTheLastHeldFrameWithFadingCoherence() {
    RhythmChannels rig =
        new RhythmChannels(RhythmChannels.settings(60, Weighting.ENVELOPE, Fallback.DEGRADE), 1);
    rig.jittering("a", FIRST, 400, 0.05, 1).jittering("b", FIRST, 400, 0.05, 1).finish();
    assertThat(rig.frame(20).mode()).isEqualTo(Mode.NONE);
    List<FusedFrame> ordinary =
        rig.frames.stream().filter(f -> f.mode() == Mode.SENSORS_ONLY).toList();
    FusedFrame held = ordinary.get(ordinary.size() - 1);
    FusedFrame later = rig.frame(held.grid() - FIRST + W / 4);
    assertThat(later.mode()).isEqualTo(Mode.DEGRADE);
    assertThat(later.coherence()).isCloseTo(0.75 * held.coherence(), offset(1e-15));
    assertThat(later.harmony()).isEqualTo(held.harmony());
    assertThat(later.phaseDiff()).isEqualTo(held.phaseDiff());
    assertThat(later.entropyRatio()).isEqualTo(held.entropyRatio());
  }

  @Test
  void levelsAreMixedOverTheSidesThatHaveThem() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.reference(UreValue.COHERENCE, 60, 0.5).reference(UreValue.HZ, 61, 5.5);
    rig.jittering("a", FIRST, 700, 0.05, 1).jittering("b", FIRST, 700, 0.05, 1).finish();
    FusedFrame fused = rig.frame(310);
    assertThat(fused.mode()).isEqualTo(Mode.FUSED);
    double mixed = 0.7 * 0.5 + 0.3 * fused.sensors().coherence();
    assertThat(fused.coherence()).isCloseTo(mixed, offset(1e-12));
    assertThat(fused.phaseDiff()).isEqualTo(fused.sensors().phaseDiff());
    assertThat(rig.frame(450).mode()).isEqualTo(Mode.FUSED);
    assertThat(rig.frame(451).mode()).isEqualTo(Mode.SENSORS_ONLY);
  }

  @Test
  void referenceAloneGivesFramesOnlyWhileALevelHolds() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.reference(UreValue.HARMONY, 0.1, 0.8).reference(UreValue.RESIDUAL_ENTROPY, 900, 0.1);
    rig.finish();
    assertThat(rig.frames).hasSize(150);
    assertThat(rig.frames.get(0).grid()).isEqualTo(FIRST + 1);
    assertThat(rig.frames).allMatch(f -> f.mode() == Mode.URE_ONLY && f.harmony() == 0.8);
  }

  @Test
  void keptStateIsThatOfTheLastFrames() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.reference(UreValue.COHERENCE, 60, 0.5).reference(UreValue.COHERENCE, 900, 0.9);
    rig.jittering("a", FIRST, 700, 0.05, 1).jittering("b", FIRST, 640, 0.05, 1);
    long frontier = PLAIN.grid().floorMicros(FIRST + 650) + PLAIN.horizonMicros();
    rig.fusion().advance(frontier, rig.frames::add, rig.channelFrames::add);
    TenantFusion restored = TenantFusion.restore(PLAIN, "rig", rig.fusion().snapshot(), List.of());
    assertThat(restored.channelStates()).hasSize(2).isEqualTo(rig.fusion().channelStates());
    for (ChannelState state : restored.channelStates()) {
      ChannelFrame frame = rig.channelFrame(650, state.channel().key());
      assertThat(state.lagSteps()).isEqualTo(frame.lag());
      assertThat(List.of(state.x(), state.q(), state.r()))
          .isEqualTo(List.of(frame.x(), frame.q(), frame.r()));
      assertThat(state.p()).isBetween(0.0, 1.0);
      assertThat(state.lastPresentStep() == FIRST + 650).isEqualTo(frame.present());
    }
    long at = PLAIN.grid().floorMicros(FIRST) + 60_000_000;
    assertThat(restored.referenceStates())
        .containsExactly(new ReferenceState(UreValue.COHERENCE, at, 0.5))
        .isEqualTo(rig.fusion().referenceStates());
  }

  @Test
  void weightlessChannelIsCountedAndHasNoSay() {
    RhythmChannels rig = new RhythmChannels(PLAIN, 1);
    rig.jittering("a", FIRST, 400, 0.01, 1).jittering("b", FIRST, 400, 0.01, 1);
    double[] ones = {1, 1};
    rig.fusion().align(new ChannelId("s", "c"), 0, FIRST, ones, new double[2], ones, 2);
    rig.finish();
    assertThat(rig.frame(0).streamsTotal()).isEqualTo(3);
    assertThat(rig.frame(0).q()).isNotNaN();
    assertThat(rig.channelFrame(1, "c").d()).isNotNaN();
  }

  @Test
  void refusesWhatNoOwnerShouldGive() {
    TenantFusion fusion =
        new RhythmChannels(PLAIN, 1).jittering("a", FIRST, 9, 0, 1).finish().fusion();
    assertThatThrownBy(
            () ->
                fusion.align(
                    new ChannelId("s", "k"), -1, 0, new double[1], new double[1], new double[1], 1))
        .hasMessage(
            "weight must be finite and not negative: weight=-1.0 channel=ChannelId[source=s,"
                + " key=k]");
    assertThatThrownBy(() -> fusion.reference(UreValue.HZ, 5, 1))
        .hasMessageStartingWith("reference must be later than the last final step: HZ micros=5");
    assertThatThrownBy(() -> fusion.reference(UreValue.HZ, Long.MAX_VALUE, Double.NaN))
        .hasMessage("reference must be finite: HZ=NaN");
    assertThatThrownBy(() -> TenantFusion.restore(PLAIN, "t", new byte[] {9}, List.of()))
        .hasMessage(
            "tenant=t: state \"tenant-fusion\" must be of version 2, or begin with the mark of a"
                + " state, is 9");
  }
}
