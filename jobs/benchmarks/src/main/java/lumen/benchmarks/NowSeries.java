package lumen.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import lumen.signal.bandpass.AnalyticBandPass;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.regularise.RateEstimator;
import lumen.signal.regularise.RateRatio;
import lumen.signal.regularise.Regulariser;
import lumen.signal.resample.Resampler;

/**
 * One channel of a recording as provisional phases see it: its values at its own rate, when each
 * became known, and what the centred filters say in the end.
 */
final class NowSeries {
  private static final long MICROS = 1_000_000;

  /** A run of samples without a pause. */
  static final class Segment {
    final long firstStep;
    final List<double[]> values = new ArrayList<>();

    /** Time and value of each sample, relative to the first value. */
    final List<double[]> samples = new ArrayList<>();

    Segment(long firstStep) {
      this.firstStep = firstStep;
    }
  }

  /**
   * What the centred filters say of a step.
   *
   * @param re real part
   * @param im imaginary part
   */
  record Settled(double re, double im) {
    double phase() {
      return StrictMath.atan2(im, re) / (2 * Math.PI);
    }

    double envelope() {
      return Math.sqrt(re * re + im * im);
    }
  }

  private final ChannelSettings settings;
  private final int rate;
  private final List<Segment> segments = new ArrayList<>();
  private final TreeMap<Long, Settled> settled = new TreeMap<>();

  private NowSeries(ChannelSettings settings, int rate) {
    this.settings = settings;
    this.rate = rate;
  }

  /**
   * Of samples, ascending in time; those before the rate is known are left out.
   *
   * @param micros times
   * @param values values, not clipped
   */
  static NowSeries of(ChannelSettings settings, long[] micros, double[] values) {
    RateEstimator estimator =
        new RateEstimator(
            settings.grid(),
            settings.rateHz(),
            seconds(settings.rateWaitS()),
            seconds(settings.rebalanceWindowS()));
    int from = 0;
    while (from < micros.length && estimator.rate() == 0) {
      boolean unused = estimator.accept(micros[from]);
      from += estimator.rate() == 0 ? 1 : 0;
    }
    NowSeries series = new NowSeries(settings, Math.max(1, estimator.rate()));
    series.run(
        Arrays.copyOfRange(micros, from, micros.length),
        Arrays.copyOfRange(values, from, values.length));
    return series;
  }

  private static long seconds(double s) {
    return (long) Math.rint(s * MICROS);
  }

  private void run(long[] micros, double[] values) {
    BandSettings band = settings.band();
    Regulariser regulariser =
        new Regulariser(
            rate, settings.grid(), settings.interpolation(), seconds(settings.maxGapS()));
    Resampler resampler = new Resampler(RateRatio.of(rate, settings.grid()));
    AnalyticBandPass bandPass = new AnalyticBandPass(band, settings.grid());
    Segment segment = null;
    for (int i = 0; i < micros.length; i++) {
      regulariser.accept(micros[i], values[i]);
      while (regulariser.advance()) {
        if (regulariser.begins()) {
          segment = new Segment(regulariser.firstStep());
          segments.add(segment);
          resampler.restart();
          bandPass.restart();
        }
        segment.values.add(new double[] {micros[i], regulariser.value()});
        if (resampler.accept(regulariser.value()) && bandPass.accept(resampler.value())) {
          long step = segment.firstStep + resampler.index() - band.half();
          double turn = 2 * Math.PI * bandPass.phaseCycles();
          if (!Double.isNaN(turn)) {
            double m = bandPass.envelope();
            settled.put(step, new Settled(m * StrictMath.cos(turn), m * StrictMath.sin(turn)));
          }
        }
      }
      if (regulariser.begun()) {
        segment.samples.add(new double[] {micros[i], regulariser.relative(values[i])});
      }
    }
  }

  /** The rate of the values in Hz. */
  int rate() {
    return rate;
  }

  List<Segment> segments() {
    return segments;
  }

  /** What the centred filters say of a step; null where they say nothing. */
  Settled settled(long step) {
    return settled.get(step);
  }
}
