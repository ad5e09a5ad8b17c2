package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.Test;

class RegularViewTest {
  @Test
  void theLongestSegmentShowsTheRhythmOfTheChannel() {
    ChannelSettings settings =
        Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, Double.NaN);
    Samples samples = Samples.rough(81, 6000, 30);
    RegularView view =
        RegularView.of(settings, samples.micros(), samples.values(), samples.size()).orElseThrow();
    assertThat(view.rateHz()).isBetween(28, 32);
    assertThat(view.values()[0]).isZero();
    assertThat(view.values().length).isGreaterThan(20 * view.rateHz());
    assertThat(view.strongestRhythm().orElseThrow().hz()).isCloseTo(1, within(0.02));
  }

  @Test
  void aPointProcessAndAFewSamplesHaveNoView() {
    Samples samples = Samples.sine(100, 100);
    ChannelSettings onsets = Conditioning.settings(5, Method.NONE, Interpolation.ONSET, Double.NaN);
    assertThat(RegularView.of(onsets, samples.micros(), samples.values(), 100)).isEmpty();
    ChannelSettings sampled =
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, Double.NaN);
    assertThat(RegularView.of(sampled, samples.micros(), samples.values(), 60)).isEmpty();
  }
}
