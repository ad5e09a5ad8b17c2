package lumen.signal.channel;

import java.util.Arrays;
import java.util.Optional;
import lumen.signal.bandpass.StrongestRhythm;
import lumen.signal.clip.Clip;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.cycle.Unwrapping;
import lumen.signal.regularise.Interpolation;
import lumen.signal.regularise.RateEstimator;
import lumen.signal.regularise.Regulariser;

/**
 * A recorded channel as the resampler sees it, clipped and at its integer rate: its longest
 * segment, for a look at what the band-pass would leave out.
 *
 * @param rateHz integer rate F
 * @param values values of the longest segment, relative to its first
 */
public record RegularView(int rateHz, double[] values) {
  private static final int MOST_VALUES = 1 << 22;

  /**
   * The longest segment of a channel.
   *
   * @param settings how the channel is conditioned; not a point process
   * @param micros strictly increasing times in microseconds
   * @param raw raw values, finite
   * @param n how many samples
   * @return empty if the samples have no segment
   */
  public static Optional<RegularView> of(
      ChannelSettings settings, long[] micros, double[] raw, int n) {
    if (settings.interpolation() == Interpolation.ONSET) {
      return Optional.empty();
    }
    Collector collector = new Collector(settings);
    for (int i = 0; i < n; i++) {
      collector.accept(micros[i], raw[i]);
    }
    collector.endSegment();
    return Optional.ofNullable(collector.longest);
  }

  /** Its strongest rhythm. */
  public Optional<StrongestRhythm> strongestRhythm() {
    return StrongestRhythm.of(values, values.length, rateHz);
  }

  private static final class Collector {
    private final ChannelSettings settings;
    private final Clip clip;
    private final RateEstimator rate;
    private final Unwrapping angle;
    private Regulariser regulariser;
    private int segmentRate;
    private double[] segment = new double[1024];
    private int size;
    private RegularView longest;

    Collector(ChannelSettings settings) {
      this.settings = settings;
      this.clip = Clip.of(settings.clip());
      this.rate =
          new RateEstimator(
              settings.grid(),
              settings.rateHz(),
              settings.rateWaitMicros(),
              settings.rebalanceMicros());
      AngleUnit unit = settings.traits().angle();
      this.angle = unit == AngleUnit.NONE ? null : new Unwrapping(unit);
    }

    void accept(long time, double value) {
      if (rate.accept(time)) {
        clip.clear();
        regulariser = null;
        if (angle != null) {
          angle.clear();
        }
      }
      double x = clip.accept(time, angle == null ? value : angle.next(value));
      if (rate.rate() == 0) {
        return;
      }
      if (regulariser == null) {
        regulariser =
            new Regulariser(
                rate.rate(), settings.grid(), settings.interpolation(), settings.maxGapMicros());
      }
      regulariser.accept(time, x);
      while (regulariser.advance()) {
        if (regulariser.begins()) {
          endSegment();
          segmentRate = rate.rate();
        }
        add(regulariser.value());
      }
    }

    private void add(double value) {
      if (size == segment.length && size < MOST_VALUES) {
        segment = Arrays.copyOf(segment, 2 * size);
      }
      if (size < segment.length) {
        segment[size++] = value;
      }
    }

    void endSegment() {
      boolean longer =
          longest == null
              || (double) size / segmentRate > (double) longest.values.length / longest.rateHz;
      if (size > 0 && longer) {
        longest = new RegularView(segmentRate, Arrays.copyOf(segment, size));
      }
      size = 0;
    }
  }
}
