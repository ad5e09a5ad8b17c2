package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.regularise.Interpolation;
import lumen.state.StateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelSnapshotTest {
  private static final double ESTIMATED = Double.NaN;

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52})
  void restoredAfterEverySampleItContinuesBitForBit(long seed) {
    Random random = new Random(seed);
    ChannelSettings settings = Conditioning.drawn(random);
    Samples samples = Samples.rough(seed, 1500, 5 + random.nextInt(40));
    AlignedRecorder out = new AlignedRecorder();
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    for (int i = 0; i < samples.size(); i++) {
      conditioner = restored(settings, conditioner, samples.first(i), random.nextInt(3));
      conditioner.accept(samples.micros(), samples.values(), i, i + 1, out);
    }
    assertThat(out.steps())
        .as("seed %d %s", seed, settings)
        .isEqualTo(Conditioning.run(settings, samples));
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62, 63, 64, 65, 66})
  void restoredOnceAnywhereItContinuesBitForBit(long seed) {
    Random random = new Random(seed);
    ChannelSettings settings = Conditioning.drawn(random);
    Samples samples = Samples.rough(seed, 3000, 5 + random.nextInt(40));
    for (int trial = 0; trial < 30; trial++) {
      int cut = random.nextInt(samples.size() + 1);
      AlignedRecorder out = new AlignedRecorder();
      ChannelConditioner conditioner = new ChannelConditioner(settings);
      conditioner.accept(samples.micros(), samples.values(), 0, cut, out);
      conditioner = restored(settings, conditioner, samples.first(cut), 0);
      conditioner.accept(samples.micros(), samples.values(), cut, samples.size(), out);
      assertThat(out.steps())
          .as("seed %d cut %d %s", seed, cut, settings)
          .isEqualTo(Conditioning.run(settings, samples));
    }
  }

  @Test
  void takingASnapshotChangesNothing() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, ESTIMATED);
    Samples samples = Samples.rough(71, 2000, 30);
    AlignedRecorder out = new AlignedRecorder();
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    for (int i = 0; i < samples.size(); i++) {
      conditioner.accept(samples.micros(), samples.values(), i, i + 1, out);
      assertThat(conditioner.snapshot()).isEqualTo(conditioner.snapshot());
    }
    assertThat(out.steps()).isEqualTo(Conditioning.run(settings, samples));
  }

  @Test
  void theSnapshotIsSmallAndTheRawSamplesItNeedsMoveOn() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.HAMPEL, Interpolation.LINEAR, ESTIMATED);
    Samples samples = Samples.sine(10_000, 100);
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    AlignedRecorder out = new AlignedRecorder();
    assertThat(conditioner.retainFromMicros()).isEqualTo(Long.MAX_VALUE);
    conditioner.accept(samples.micros(), samples.values(), 0, 40, out);
    assertThat(conditioner.retainFromMicros()).isEqualTo(samples.micros()[0]);
    conditioner.accept(samples.micros(), samples.values(), 40, samples.size(), out);
    assertThat(conditioner.retainFromMicros()).isEqualTo(samples.micros()[9_999] - 5_000_000 + 1);
    assertThat(conditioner.snapshot()).hasSizeLessThan(512);
  }

  @Test
  void withoutAClipNothingIsRetainedAfterJoining() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, ESTIMATED);
    Samples samples = Samples.sine(10_000, 100);
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    AlignedRecorder out = new AlignedRecorder();
    conditioner.accept(samples.micros(), samples.values(), 0, 64, out);
    assertThat(conditioner.retainFromMicros()).isEqualTo(samples.micros()[0]);
    conditioner.accept(samples.micros(), samples.values(), 64, 65, out);
    assertThat(conditioner.retainFromMicros()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aStateThatDoesNotFitIsRefused() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, ESTIMATED);
    Samples samples = Samples.sine(2000, 100);
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    conditioner.accept(
        samples.micros(), samples.values(), 0, samples.size(), new AlignedRecorder());
    byte[] state = conditioner.snapshot();
    refused(settings, Arrays.copyOf(state, 100), samples, "must have ");
    refused(settings, Arrays.copyOf(state, state.length + 1), samples, "must end with its last");
    refused(settings, new byte[0], samples, "must have 1 bytes at byte 0, ends at byte 0");
    refused(settings, state, samples.first(1999), "raw samples must be the 500 of the clip window");
    refused(
        settings,
        state,
        samples.since(samples.micros()[1900]),
        "raw samples must be the 500 of the clip window up to");
  }

  private static void refused(ChannelSettings settings, byte[] state, Samples raw, String message) {
    assertThatThrownBy(
            () ->
                ChannelConditioner.restore(settings, state, raw.micros(), raw.values(), raw.size()))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith("state \"channel-filters\" ")
        .hasMessageContaining(message);
  }

  /** Restores from the samples that must be retained, and some older ones. */
  private static ChannelConditioner restored(
      ChannelSettings settings, ChannelConditioner from, Samples accepted, int moreSeconds) {
    long since = from.retainFromMicros();
    Samples raw =
        accepted.since(since == Long.MAX_VALUE ? since : since - moreSeconds * 1_000_000L);
    return ChannelConditioner.restore(
        settings, from.snapshot(), raw.micros(), raw.values(), raw.size());
  }
}
