package lumen.signal.bandpass;

import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The strongest rhythm of a regular signal, to warn of a band that leaves it out.
 *
 * <p>Welch's averaged periodogram (Welch 1967): stretches of about 25 s, half overlapping, their
 * straight line removed, Hann window. The rhythm is the highest local maximum of the averaged
 * spectrum above two cycles per stretch (a drift rises towards 0 Hz and has no maximum there), its
 * frequency refined by the parabola through the logarithms of its neighbours.
 *
 * @param hz its frequency
 * @param share the power within two bins of it, as a share of all power above two cycles per
 *     stretch, 0 to 1
 */
public record StrongestRhythm(double hz, double share) {
  /** From this share on a rhythm is clear; white noise stays far below. */
  public static final double CLEAR_SHARE = 0.2;

  private static final double STRETCH_S = 25;
  private static final int MIN_STRETCH = 64;
  private static final int LOWEST_BIN = 2;
  private static final int PEAK_BINS = 2;

  /**
   * The strongest rhythm of a signal.
   *
   * @param values the signal
   * @param n how many of the values are used
   * @param rateHz values per second
   * @return empty if there are fewer than 64 values, or no power, or no maximum
   */
  public static Optional<StrongestRhythm> of(double[] values, int n, double rateHz) {
    int wanted = Integer.highestOneBit((int) Math.min(1 << 20, Math.ceil(STRETCH_S * rateHz))) * 2;
    int length = Math.min(Math.max(wanted, MIN_STRETCH), Integer.highestOneBit(Math.max(1, n)));
    if (length < MIN_STRETCH) {
      return Optional.empty();
    }
    double[] power = averagedPower(values, n, length);
    int peak = highestMaximum(power);
    if (peak < 0) {
      return Optional.empty();
    }
    double hz = (peak + offset(power, peak)) * rateHz / length;
    int last = Math.min(power.length - 1, peak + PEAK_BINS);
    double within = sum(power, Math.max(LOWEST_BIN, peak - PEAK_BINS), last);
    return Optional.of(new StrongestRhythm(hz, within / sum(power, LOWEST_BIN, power.length - 1)));
  }

  /** Whether it is clear, and lies outside of a band. */
  public boolean isClearlyOutside(BandSettings band) {
    return share >= CLEAR_SHARE && (hz < band.lowHz() || hz > band.highHz());
  }

  private static double[] averagedPower(double[] values, int n, int length) {
    FastFourierTransformer fft = new FastFourierTransformer(DftNormalization.STANDARD);
    double[] power = new double[length / 2];
    for (int from = 0; from + length <= n; from += length / 2) {
      Complex[] spectrum = fft.transform(windowed(values, from, length), TransformType.FORWARD);
      for (int bin = 0; bin < power.length; bin++) {
        double re = spectrum[bin].getReal();
        double im = spectrum[bin].getImaginary();
        power[bin] += re * re + im * im;
      }
    }
    return power;
  }

  /** A stretch without its straight line of least squares, under a Hann window. */
  private static double[] windowed(double[] values, int from, int length) {
    double middle = (length - 1) / 2.0;
    double mean = 0;
    double slope = 0;
    double squares = 0;
    for (int i = 0; i < length; i++) {
      mean += values[from + i] / length;
      slope += values[from + i] * (i - middle);
      squares += (i - middle) * (i - middle);
    }
    slope /= squares;
    double[] stretch = new double[length];
    for (int i = 0; i < length; i++) {
      double hann = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / length);
      stretch[i] = hann * (values[from + i] - mean - slope * (i - middle));
    }
    return stretch;
  }

  /** The bin of the highest local maximum; -1 without any. */
  private static int highestMaximum(double[] power) {
    int best = -1;
    for (int bin = LOWEST_BIN; bin + 1 < power.length; bin++) {
      boolean maximum = power[bin] >= power[bin - 1] && power[bin] > power[bin + 1];
      if (maximum
          && power[bin] < Double.POSITIVE_INFINITY
          && (best < 0 || power[bin] > power[best])) {
        best = bin;
      }
    }
    return best;
  }

  /** How far the maximum lies from its bin, -0.5 to 0.5. */
  private static double offset(double[] power, int bin) {
    double before = power[bin - 1];
    double after = power[bin + 1];
    if (before <= 0 || after <= 0) {
      return 0;
    }
    double a = StrictMath.log(before);
    double b = StrictMath.log(power[bin]);
    double c = StrictMath.log(after);
    double curvature = a - 2 * b + c;
    return curvature < 0 ? 0.5 * (a - c) / curvature : 0;
  }

  private static double sum(double[] power, int from, int to) {
    double sum = 0;
    for (int bin = from; bin <= to; bin++) {
      sum += power[bin];
    }
    return sum;
  }
}
