package lumen.signal.bandpass;

import lumen.signal.filter.KaiserWindow;
import lumen.signal.filter.SharedTables;
import lumen.signal.grid.TargetGrid;

/**
 * Taps of the complex band-pass whose output is the analytic signal of the band.
 *
 * <p>{@code h[n] = (e^{j w2 n} - e^{j w1 n})/(j pi n)}, {@code h[0] = (w2 - w1)/pi}, w = 2 pi
 * f/rate: the inverse Fourier transform of a band of gain 2 at positive frequencies only (Oppenheim
 * and Schafer 2010, on complex band-pass systems), times a Kaiser window of beta 5. Of that the
 * window is subtracted, scaled so that sum h[n] is 0, and n times the window, scaled so that sum n
 * h[n] is 0: constants and straight lines give nothing. Both corrections are the least change, as
 * weighted by the window, that has these moments vanish. The first is real and the second
 * imaginary, since the real taps are even and the imaginary ones odd in n.
 */
final class BandTaps {
  private static final KaiserWindow KAISER = new KaiserWindow(5.0);
  private static final SharedTables<Key, BandTaps> TABLES = new SharedTables<>(64, BandTaps::new);

  private final double[] real;
  private final double[] imaginary;

  private BandTaps(Key key) {
    int half = key.band.half();
    double[] window = new double[key.band.taps()];
    real = new double[window.length];
    imaginary = new double[window.length];
    double low = 2 * Math.PI * key.band.lowHz() / key.grid.hz();
    double high = 2 * Math.PI * key.band.highHz() / key.grid.hz();
    for (int i = 0; i < window.length; i++) {
      int n = i - half;
      window[i] = KAISER.at((double) n / half);
      real[i] = window[i] * idealReal(n, low, high);
      imaginary[i] = window[i] * idealImaginary(n, low, high);
    }
    double excess = sum(real) / sum(window);
    double slope = moment(imaginary, 1) / moment(window, 2);
    for (int i = 0; i < window.length; i++) {
      real[i] -= excess * window[i];
      imaginary[i] -= slope * (i - half) * window[i];
    }
  }

  static BandTaps of(BandSettings band, TargetGrid grid) {
    return TABLES.get(new Key(band, grid));
  }

  int length() {
    return real.length;
  }

  /** Real part of the tap i steps after the first one, i = 0 at n = -half. */
  double real(int i) {
    return real[i];
  }

  /** Imaginary part of the tap i steps after the first one; they are odd in n. */
  double imaginary(int i) {
    return imaginary[i];
  }

  private static double idealReal(int n, double low, double high) {
    if (n == 0) {
      return (high - low) / Math.PI;
    }
    return (StrictMath.sin(high * n) - StrictMath.sin(low * n)) / (Math.PI * n);
  }

  private static double idealImaginary(int n, double low, double high) {
    if (n == 0) {
      return 0;
    }
    return (StrictMath.cos(low * n) - StrictMath.cos(high * n)) / (Math.PI * n);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The sum of n^power h[n], n counted from the middle tap. */
  private static double moment(double[] values, int power) {
    int half = values.length / 2;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += StrictMath.pow(i - half, power) * values[i];
    }
    return sum;
  }

  private record Key(BandSettings band, TargetGrid grid) {}
}
