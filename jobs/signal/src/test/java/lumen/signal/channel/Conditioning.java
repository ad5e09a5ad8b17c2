package lumen.signal.channel;

import java.util.List;
import java.util.Random;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.AlignedRecorder.Step;
import lumen.signal.clip.ClipSettings;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.grid.TargetGrid;
import lumen.signal.regularise.Interpolation;
import lumen.signal.regularise.OnsetIntervals;

/** Settings and runs that the tests of the conditioner share. */
final class Conditioning {
  private Conditioning() {}

  /** The defaults, but a clip window of 5 s, and 20 s after which a channel joins anew. */
  static ChannelSettings settings(
      double targetHz, Method clip, Interpolation interpolation, double rateHz) {
    return settings(targetHz, clip, 5, interpolation, rateHz);
  }

  static ChannelSettings settings(
      double targetHz, Method clip, double windowS, Interpolation interpolation, double rateHz) {
    double low = Math.min(0.2, targetHz / 10);
    return new ChannelSettings(
        TargetGrid.ofHz(targetHz),
        new ClipSettings(clip, 0.01, 0.99, windowS, 20),
        interpolation,
        rateHz,
        2,
        10,
        20,
        new BandSettings(low, 0.44 * targetHz, 31));
  }

  /** A random draw of settings. */
  static ChannelSettings drawn(Random random) {
    double[] targets = {5, 5, 2.5, 3.3, 10};
    double configured = random.nextInt(3) == 0 ? 20 + random.nextInt(30) : Double.NaN;
    return settings(
        targets[random.nextInt(targets.length)],
        one(random, Method.values()),
        random.nextBoolean() ? 5 : 100,
        one(random, Interpolation.values()),
        configured);
  }

  /** A random draw of settings and of what is known of the values. */
  static ChannelSettings drawnWithTraits(Random random) {
    OnsetIntervals onset =
        new OnsetIntervals(20_000L * random.nextInt(3), 1_500_000, 1.05 + random.nextDouble());
    return drawn(random)
        .with(
            new ChannelTraits(
                one(random, AngleUnit.values()), onset, random.nextBoolean() ? 0 : 40));
  }

  private static <T> T one(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  static List<Step> run(ChannelSettings settings, Samples samples) {
    AlignedRecorder out = new AlignedRecorder();
    new ChannelConditioner(settings)
        .accept(samples.micros(), samples.values(), 0, samples.size(), out);
    return out.steps();
  }
}
