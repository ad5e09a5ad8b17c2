package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lumen.signal.channel.AlignedRecorder.Step;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelConditionerTest {
  private static final double ESTIMATED = Double.NaN;

  @ParameterizedTest
  @CsvSource({
    "1, 5,   QUANTILE, LINEAR,   NaN, 25",
    "2, 5,   HAMPEL,   PREVIOUS, NaN, 12.3",
    "3, 2.5, NONE,     LINEAR,   30,  25",
    "4, 3.3, QUANTILE, PREVIOUS, NaN, 18",
    "5, 5,   QUANTILE, LINEAR,   NaN, 2.7",
    "6, 10,  HAMPEL,   LINEAR,   10,  9",
    "7, 0.5, NONE,     LINEAR,   NaN, 3.1",
  })
  void streamingEqualsTheBatchComputation(
      long seed, double targetHz, Method clip, Interpolation between, double rateHz, double hz) {
    equalsTheBatch(
        Conditioning.settings(targetHz, clip, between, rateHz), Samples.rough(seed, 6000, hz));
  }

  /** 100 s of window would reach over the silences of 40 s, after which it starts anew. */
  @ParameterizedTest
  @CsvSource({"8, QUANTILE", "9, HAMPEL"})
  void aChannelThatJoinsAnewHasForgottenItsClipWindow(long seed, Method clip) {
    equalsTheBatch(
        Conditioning.settings(5, clip, 100, Interpolation.LINEAR, ESTIMATED),
        Samples.rough(seed, 3000, 12));
  }

  private static void equalsTheBatch(ChannelSettings settings, Samples samples) {
    List<Step> found = Conditioning.run(settings, samples);
    List<Step> expected = BatchConditioning.of(settings, samples);
    double largest = expected.stream().mapToDouble(Step::envelope).max().orElseThrow();
    assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThan(100);
    for (int i = 0; i < found.size(); i++) {
      Step f = found.get(i);
      Step e = expected.get(i);
      assertThat(f.step()).isEqualTo(e.step());
      assertThat(f.value()).isCloseTo(e.value(), within(1e-11 * largest));
      assertThat(f.envelope()).isCloseTo(e.envelope(), within(1e-11 * largest));
      if (e.envelope() > 1e-3 * largest) {
        assertThat(f.phaseCycles()).isCloseTo(e.phaseCycles(), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyCuttingIntoCallsGivesTheSameSteps(long seed) {
    Random random = new Random(seed);
    ChannelSettings settings = Conditioning.drawn(random);
    Samples samples = Samples.rough(seed, 5000, 5 + random.nextInt(60));
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    AlignedRecorder out = new AlignedRecorder();
    for (int from = 0; from < samples.size(); ) {
      int to = Math.min(samples.size(), from + random.nextInt(random.nextInt(5) == 0 ? 500 : 4));
      conditioner.accept(samples.micros(), samples.values(), from, to, out);
      from = to;
    }
    assertThat(out.steps()).as("seed %d", seed).isEqualTo(Conditioning.run(settings, samples));
    assertThat(out.steps()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 1000000", "2.5, 86400000000", "3.3, 10000000", "1, -2000000", "5, -900000000"})
  void aShiftByWholeSecondsOnTheGridShiftsTheStepsOnly(double targetHz, long micros) {
    for (Interpolation interpolation : Interpolation.values()) {
      ChannelSettings settings =
          Conditioning.settings(targetHz, Method.QUANTILE, interpolation, ESTIMATED);
      Samples samples = Samples.rough(31, 6000, 12);
      long steps = Math.round(micros * 1e-6 * targetHz);
      List<Step> expected =
          Conditioning.run(settings, samples).stream()
              .map(s -> new Step(s.step() + steps, s.value(), s.phaseCycles(), s.envelope()))
              .toList();
      assertThat(Conditioning.run(settings, samples.shifted(micros)))
          .isEqualTo(expected)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 0.25, 0x1p40, 0x1p-60})
  void aPowerOfTwoScalesValueAndEnvelopeAndLeavesThePhase(double by) {
    for (Method clip : Method.values()) {
      ChannelSettings settings = Conditioning.settings(5, clip, Interpolation.LINEAR, ESTIMATED);
      Samples samples = Samples.rough(32, 3000, 25);
      List<Step> expected =
          Conditioning.run(settings, samples).stream()
              .map(s -> new Step(s.step(), s.value() * by, s.phaseCycles(), s.envelope() * by))
              .toList();
      assertThat(Conditioning.run(settings, samples.scaled(by))).isEqualTo(expected).isNotEmpty();
    }
  }

  @Test
  void aSineKeepsItsPhaseAtItsTime() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, ESTIMATED);
    List<Step> steps = Conditioning.run(settings, Samples.sine(10_000, 100));
    assertThat(steps).hasSizeGreaterThan(400);
    for (Step step : steps) {
      double expected = Math.IEEEremainder(step.step() / 5.0 - 0.25, 1);
      assertThat(Math.abs(Math.IEEEremainder(step.phaseCycles() - expected, 1))).isLessThan(0.003);
      assertThat(step.envelope()).isCloseTo(1, within(0.02));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 7.3, -1e9, 1e-300})
  void aFlatChannelHasStepsWithoutAPhase(double constant) {
    for (double hz : new double[] {100, 32, 7, 5}) {
      Samples samples = Samples.sine(3000, hz);
      Arrays.fill(samples.values(), constant);
      for (Method clip : Method.values()) {
        ChannelSettings settings = Conditioning.settings(5, clip, Interpolation.LINEAR, ESTIMATED);
        assertThat(Conditioning.run(settings, samples))
            .isNotEmpty()
            .allSatisfy(
                s -> {
                  assertThat(s.phaseCycles()).isNaN();
                  assertThat(s.envelope()).isZero();
                  assertThat(s.value()).isZero();
                });
      }
    }
  }

  @Test
  void aStepOfAFlatChannelHasAPhaseOnlyWhileTheFiltersSeeIt() {
    Samples samples = Samples.sine(6000, 100);
    for (int i = 0; i < samples.size(); i++) {
      samples.values()[i] = i < 3000 ? 4 : 5;
    }
    ChannelSettings settings =
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, ESTIMATED);
    List<Step> steps = Conditioning.run(settings, samples);
    long edge = Math.floorDiv(samples.micros()[3000], 200_000);
    assertThat(steps)
        .allSatisfy(
            s -> {
              if (Math.abs(s.step() - edge) > 15 + 10 + 1) {
                assertThat(s.phaseCycles()).isNaN();
              }
              if (Math.abs(s.step() - edge) < 10) {
                assertThat(s.phaseCycles()).isNotNaN();
              }
            });
  }

  @Test
  void valuesNearTheLargestDoubleGiveNoPhaseAndPassAgain() {
    Samples samples = Samples.sine(6000, 100);
    for (int i = 3000; i < 3100; i++) {
      samples.values()[i] = i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
    }
    ChannelSettings settings =
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, ESTIMATED);
    List<Step> steps = Conditioning.run(settings, samples);
    assertThat(steps).allSatisfy(s -> assertThat(s.envelope() + s.value()).isFinite());
    assertThat(steps.get(steps.size() - 1).phaseCycles()).isNotNaN();
  }

  @Test
  void aPointProcessHasEnvelopeOneAndTheCosineOfItsPhase() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.QUANTILE, Interpolation.ONSET, ESTIMATED);
    long t = 1_760_000_000_000_000L;
    Samples samples =
        new Samples(
            new long[] {t, t + 300_000, t + 800_000, t + 2_900_000}, new double[] {1, 0, 64, 1});
    assertThat(Conditioning.run(settings, samples))
        .containsExactly(
            new Step(8_800_000_000L, 1, 0, 1),
            new Step(8_800_000_001L, StrictMath.cos(2 * Math.PI * 0.25), 0.25, 1),
            new Step(8_800_000_002L, -1, 0.5, 1),
            new Step(8_800_000_003L, StrictMath.cos(2 * Math.PI * -0.25), -0.25, 1));
  }

  @Test
  void timesThatDoNotIncreaseAreRefused() {
    for (Interpolation interpolation : Interpolation.values()) {
      ChannelConditioner conditioner =
          new ChannelConditioner(Conditioning.settings(5, Method.NONE, interpolation, ESTIMATED));
      assertThatThrownBy(
              () ->
                  conditioner.accept(
                      new long[] {5, 7, 7}, new double[3], 0, 3, new AlignedRecorder()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("times of a channel must increase: micros=7 after=7");
    }
  }
}
