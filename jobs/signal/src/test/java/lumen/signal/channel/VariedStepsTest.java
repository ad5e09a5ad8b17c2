package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lumen.signal.channel.AlignedRecorder.Step;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.Test;

/** A channel of few values, through the whole conditioner. */
class VariedStepsTest {
  private static final ChannelSettings PLAIN =
      Conditioning.settings(5, Method.QUANTILE, Interpolation.LINEAR, 30);

  private static ChannelSettings atLeast(int values) {
    return PLAIN.with(ChannelTraits.NONE.withMinDistinct(values));
  }

  /** Two values in turn at 1 Hz; from the 900th sample on a third beside them. */
  private static Samples dithering() {
    Samples even = Samples.sine(1_800, 30);
    double[] values = new double[even.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 30 < 15 ? 7 : i < 900 || i % 30 < 20 ? 8 : 9;
    }
    return new Samples(even.micros(), values);
  }

  @Test
  void twoValuesAreNoPhaseWhereThreeAreAskedFor() {
    List<Step> plain = Conditioning.run(PLAIN, dithering());
    List<Step> steps = Conditioning.run(atLeast(3), dithering());
    assertThat(steps).hasSameSizeAs(plain);
    long from = 5 * dithering().micros()[920] / 1_000_000;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.step() < from - 40) {
        assertThat(step).isEqualTo(new Step(step.step(), 0, Double.NaN, 0));
      } else if (step.step() > from) {
        assertThat(step).isEqualTo(plain.get(i));
      }
    }
    assertThat(Conditioning.run(atLeast(2), dithering())).isEqualTo(plain);
  }

  @Test
  void aSilenceOfMoreThanTheWindowForgetsTheValues() {
    Samples samples = dithering();
    ChannelConditioner conditioner = new ChannelConditioner(atLeast(3));
    conditioner.accept(samples.micros(), samples.values(), 0, 1_800, new AlignedRecorder());
    Samples later = samples.shifted(90_000_000);
    AlignedRecorder out = new AlignedRecorder();
    conditioner.accept(later.micros(), later.values(), 0, 1_800, out);
    assertThat(out.steps()).isEqualTo(Conditioning.run(atLeast(3), later));
  }
}
