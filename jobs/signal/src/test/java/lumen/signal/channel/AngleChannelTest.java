package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lumen.signal.channel.AlignedRecorder.Step;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Angles through the whole conditioner. */
class AngleChannelTest {
  private static final ChannelTraits HEADING = ChannelTraits.NONE.withAngle(AngleUnit.DEGREES);

  private static ChannelSettings settings(Method clip) {
    return Conditioning.settings(5, clip, Interpolation.LINEAR, 30);
  }

  /** A sway of 25 degrees about a heading, at 30 Hz. */
  private static Samples swaying(double about, long seed) {
    Random random = new Random(seed);
    Samples even = Samples.sine(1_800, 30);
    double[] values = new double[even.size()];
    for (int i = 0; i < values.length; i++) {
      double sway = 25 * StrictMath.sin(2 * Math.PI * 0.7 * i / 30) + random.nextGaussian();
      values[i] = about + sway;
    }
    return new Samples(even.micros(), values);
  }

  private static Samples wrapped(Samples samples) {
    return new Samples(
        samples.micros(),
        Arrays.stream(samples.values()).map(x -> x - 360 * Math.floor(x / 360)).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void aHeadingAboutNorthIsConditionedAsOneThatNeverPassesIt(long seed) {
    for (Method clip : Method.values()) {
      List<Step> east = Conditioning.run(settings(clip), swaying(90, seed));
      List<Step> north =
          Conditioning.run(settings(clip).with(HEADING), wrapped(swaying(360, seed)));
      assertThat(north).as("seed %d %s", seed, clip).hasSameSizeAs(east);
      for (int i = 0; i < east.size(); i++) {
        assertThat(north.get(i).value()).isCloseTo(east.get(i).value(), within(1e-9));
        assertThat(north.get(i).phaseCycles()).isCloseTo(east.get(i).phaseCycles(), within(1e-9));
      }
    }
  }

  /** Of a turn at a steady pace nothing is left, since the band-pass is blind to straight lines. */
  @Test
  void aSteadyTurnHasNoRhythm() {
    List<Step> steps =
        Conditioning.run(settings(Method.NONE).with(HEADING), Samples.turning(1_800, 30, 300));
    assertThat(steps).hasSizeGreaterThan(200);
    assertThat(steps).allMatch(step -> step.envelope() < 1e-6);
  }

  /**
   * The clip window holds what came before a gap, so what comes after must not be turns away from
   * it; after a pause of more than the window everything begins anew, so a state that was dropped
   * and one that was not give the same.
   */
  @Test
  void turnsGoOnAcrossAGapAndBeginAnewWithTheWindow() {
    Samples turning = Samples.turning(900, 30, 61);
    Samples before = turning.first(300);
    for (long pause : new long[] {3_000_000, 21_000_000}) {
      Samples after = new Samples(turning.shifted(pause).micros(), turning.values()).since(0);
      Samples rest =
          new Samples(
              Arrays.copyOfRange(after.micros(), 300, 900),
              Arrays.copyOfRange(after.values(), 300, 900));
      AlignedRecorder out = new AlignedRecorder();
      ChannelConditioner conditioner =
          new ChannelConditioner(settings(Method.QUANTILE).with(HEADING));
      conditioner.accept(before.micros(), before.values(), 0, 300, new AlignedRecorder());
      conditioner.accept(rest.micros(), rest.values(), 0, 600, out);
      List<Step> fresh = Conditioning.run(settings(Method.QUANTILE).with(HEADING), rest);
      if (pause > 20_000_000) {
        assertThat(out.steps()).isEqualTo(fresh);
      } else {
        assertThat(out.steps()).hasSameSizeAs(fresh).isNotEqualTo(fresh);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
  void restoredAfterEverySampleItContinuesBitForBit(long seed) {
    Random random = new Random(seed);
    ChannelSettings settings = Conditioning.drawnWithTraits(random);
    Samples samples = Samples.rough(seed, 1_200, 5 + random.nextInt(40)).scaled(40);
    AlignedRecorder out = new AlignedRecorder();
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    for (int i = 0; i < samples.size(); i++) {
      Samples raw = samples.first(i).since(conditioner.retainFromMicros());
      conditioner =
          ChannelConditioner.restore(
              settings, conditioner.snapshot(), raw.micros(), raw.values(), raw.size());
      conditioner.accept(samples.micros(), samples.values(), i, i + 1, out);
    }
    assertThat(out.steps())
        .as("seed %d %s", seed, settings)
        .isEqualTo(Conditioning.run(settings, samples));
  }

  @Test
  void theViewOfARecordingIsUnwrappedToo() {
    Samples north = wrapped(swaying(360, 41));
    RegularView view =
        RegularView.of(
                settings(Method.NONE).with(HEADING), north.micros(), north.values(), north.size())
            .orElseThrow();
    assertThat(Arrays.stream(view.values()).map(Math::abs).max().orElseThrow()).isLessThan(60);
    assertThat(view.strongestRhythm().orElseThrow().hz()).isCloseTo(0.7, within(0.02));
  }
}
