package lumen.signal.lag;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Normalised cross-correlation r(l) = sum_t c[t] ref[t-l] / sqrt(sum c^2 sum ref^2), means removed,
 * for |l| &lt;= maxLag. A signal delayed by k steps against the reference peaks at +k.
 *
 * <p>Up to {@value #DIRECT_LAGS} lags are summed directly, O(n maxLag), exact to the last bits;
 * more go through one FFT of at least n + maxLag points, O(n log n), which agrees to 1e-11. Values
 * are scaled by powers of two first, so neither their squares nor a change of unit by such a power
 * matter.
 *
 * <p>Keeps its scratch arrays between calls. Not thread-safe.
 */
public final class CrossCorrelation {
  static final int DIRECT_LAGS = 64;
  private static final int MAX_EXPONENT = 1000;

  private final int maxLag;
  private final double[] r;
  private double[] signal = {};
  private double[] reference = {};
  private double[][] spectrum = {{}, {}};
  private double[][] product = {{}, {}};

  /**
   * @param maxLag largest lag in steps, at least 0
   */
  public CrossCorrelation(int maxLag) {
    this.maxLag = maxLag;
    this.r = new double[2 * maxLag + 1];
  }

  /**
   * Correlates n values of c with n values of ref.
   *
   * @return r at the lags -maxLag..maxLag, valid until the next call; empty if either signal is
   *     constant or not finite
   */
  public double[] of(double[] c, int cFrom, double[] ref, int refFrom, int n) {
    return r.length <= DIRECT_LAGS
        ? direct(c, cFrom, ref, refFrom, n)
        : fourier(c, cFrom, ref, refFrom, n);
  }

  double[] direct(double[] c, int cFrom, double[] ref, int refFrom, int n) {
    double norm = prepare(c, cFrom, ref, refFrom, n);
    if (!(norm > 0)) {
      return new double[0];
    }
    for (int lag = -maxLag; lag <= maxLag; lag++) {
      int end = Math.min(n, n + lag);
      double sum = 0;
      for (int t = Math.max(0, lag); t < end; t++) {
        sum += signal[t] * reference[t - lag];
      }
      r[maxLag + lag] = sum / norm;
    }
    return r;
  }

  double[] fourier(double[] c, int cFrom, double[] ref, int refFrom, int n) {
    double norm = prepare(c, cFrom, ref, refFrom, n);
    if (!(norm > 0)) {
      return new double[0];
    }
    int reach = Math.min(maxLag, n - 1);
    int size = powerOfTwoAtLeast(n + reach);
    if (spectrum[0].length != size) {
      spectrum = new double[2][size];
      product = new double[2][size];
    }
    transformBoth(n);
    multiplySpectra(size);
    FastFourierTransformer.transformInPlace(
        product, DftNormalization.STANDARD, TransformType.INVERSE);
    Arrays.fill(r, 0);
    for (int lag = -reach; lag <= reach; lag++) {
      r[maxLag + lag] = product[0][lag < 0 ? size + lag : lag] / norm;
    }
    return r;
  }

  /** Both real signals in one complex transform: c as the real part, ref as the imaginary one. */
  private void transformBoth(int n) {
    for (int part = 0; part < 2; part++) {
      System.arraycopy(part == 0 ? signal : reference, 0, spectrum[part], 0, n);
      Arrays.fill(spectrum[part], n, spectrum[part].length, 0);
    }
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
  }

  /** C conj(R), with C = (Z + Z*')/2 and R = (Z - Z*')/2i, where ' mirrors the frequency. */
  private void multiplySpectra(int size) {
    for (int k = 0; k < size; k++) {
      int mirrored = (size - k) & (size - 1);
      double cRe = (spectrum[0][k] + spectrum[0][mirrored]) / 2;
      double cIm = (spectrum[1][k] - spectrum[1][mirrored]) / 2;
      double rRe = (spectrum[1][k] + spectrum[1][mirrored]) / 2;
      double rIm = (spectrum[0][mirrored] - spectrum[0][k]) / 2;
      product[0][k] = cRe * rRe + cIm * rIm;
      product[1][k] = cIm * rRe - cRe * rIm;
    }
  }

  private double prepare(double[] c, int cFrom, double[] ref, int refFrom, int n) {
    if (signal.length < n) {
      signal = new double[n];
      reference = new double[n];
    }
    double squares = centre(c, cFrom, n, signal);
    double referenceSquares = centre(ref, refFrom, n, reference);
    return Math.sqrt(squares * referenceSquares);
  }

  /** Copies the scaled values with their mean removed; the sum of their squares. */
  private static double centre(double[] from, int offset, int n, double[] to) {
    double scale = scale(from, offset, n);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      to[i] = from[offset + i] * scale;
      sum += to[i];
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      to[i] -= mean;
      squares += to[i] * to[i];
    }
    return squares;
  }

  /** The power of two that brings the largest magnitude to 1..2 (short of the extremes). */
  public static double scale(double[] values, int offset, int n) {
    double largest = 0;
    for (int i = offset; i < offset + n; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    int exponent = Math.getExponent(largest);
    return Math.scalb(1.0, -Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, exponent)));
  }

  private static int powerOfTwoAtLeast(int n) {
    return n <= 2 ? 2 : Integer.highestOneBit(n - 1) << 1;
  }
}
