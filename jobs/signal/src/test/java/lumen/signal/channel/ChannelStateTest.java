package lumen.signal.channel;

import java.io.IOException;
import lumen.golden.GoldenState;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.regularise.Interpolation;
import lumen.signal.regularise.OnsetIntervals;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The filters' state, as every version writes and reads it. */
class ChannelStateTest {
  private static final StateForm FORM = new StateForm("channel-filters", 2, 1);

  @Test
  void filtersOfASampledSignal() throws IOException {
    check(
        "channel-filters",
        Conditioning.settings(5, Method.HAMPEL, Interpolation.LINEAR, Double.NaN),
        Samples.sine(900, 30));
  }

  @Test
  void filtersBeforeTheRateIsKnown() throws IOException {
    check(
        "channel-joining",
        Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, Double.NaN),
        Samples.sine(20, 30));
  }

  @Test
  void phaseOfAPointProcess() throws IOException {
    check(
        "channel-onsets",
        Conditioning.settings(5, Method.NONE, Interpolation.ONSET, Double.NaN),
        Samples.sine(40, 2));
  }

  @Test
  void filtersOfAnAngle() throws IOException {
    check(
        "channel-angle",
        Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, 30)
            .with(ChannelTraits.NONE.withAngle(AngleUnit.DEGREES)),
        Samples.turning(900, 30, 47));
  }

  @Test
  void phaseOfAPointProcessWhoseIntervalsAreKnown() throws IOException {
    OnsetIntervals onset = new OnsetIntervals(100_000, 1_500_000, 1.6);
    check(
        "channel-missed",
        Conditioning.settings(5, Method.NONE, Interpolation.ONSET, Double.NaN)
            .with(ChannelTraits.NONE.withOnset(onset)),
        Samples.sine(40, 2));
  }

  @Test
  void filtersOfASignalThatMustVary() throws IOException {
    check(
        "channel-varied",
        Conditioning.settings(5, Method.NONE, Interpolation.LINEAR, 30)
            .with(ChannelTraits.NONE.withMinDistinct(7)),
        Samples.sine(900, 30));
  }

  private static void check(String file, ChannelSettings settings, Samples samples)
      throws IOException {
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    conditioner.accept(
        samples.micros(), samples.values(), 0, samples.size(), new AlignedRecorder());
    GoldenState.rewritten(
        file,
        FORM,
        conditioner.snapshot(),
        bytes ->
            ChannelConditioner.restore(
                    settings, bytes, samples.micros(), samples.values(), samples.size())
                .snapshot());
  }
}
