package lumen.signal.phase;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * How many steps of two unrelated signals count as one independent value of their product.
 *
 * <p>T = max(1, 1 + 2 sum over k = 1..n/2 of Re(rho_a(k) conj rho_b(k))), rho(k) = sum of v[i] conj
 * v[i-k] over the pairs k steps apart / sum of |v|^2, nothing subtracted (Bartlett 1946, for the
 * variance of a correlation of two autocorrelated series). It asks what signals of just these
 * spectra would show if they were unrelated, so a lock between them does not raise it, as it would
 * raise the autocorrelation of their product.
 *
 * <p>The autocorrelations go through two FFTs each, of at least 3n/2 points: O(n log n), to 1e-13.
 */
final class IndependentSpacing {
  private double[][] first = {{}, {}};
  private double[][] second = {{}, {}};

  /**
   * The spacing T of two signals of n complex values, real parts in [0], imaginary in [1].
   *
   * @return at least 1, in steps
   */
  double of(double[][] a, double[][] b, int n) {
    first = sized(first, n);
    second = sized(second, n);
    autocorrelate(a, n, first);
    autocorrelate(b, n, second);
    double both = first[0][0] * second[0][0];
    if (!(both > 0)) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= n / 2; k++) {
      sum += first[0][k] * second[0][k] + first[1][k] * second[1][k];
    }
    return Math.max(1, 1 + 2 * sum / both);
  }

  private static double[][] sized(double[][] spectrum, int n) {
    int needed = n + n / 2;
    int size = needed <= 2 ? 2 : Integer.highestOneBit(needed - 1) << 1;
    return spectrum[0].length == size ? spectrum : new double[2][size];
  }

  /** Sums of v[i] conj v[i-k] at lag k, for k up to n/2, in place of the spectrum. */
  private static void autocorrelate(double[][] v, int n, double[][] spectrum) {
    int size = spectrum[0].length;
    for (int part = 0; part < 2; part++) {
      System.arraycopy(v[part], 0, spectrum[part], 0, n);
      Arrays.fill(spectrum[part], n, size, 0);
    }
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int i = 0; i < size; i++) {
      double re = spectrum[0][i];
      double im = spectrum[1][i];
      spectrum[0][i] = re * re + im * im;
      spectrum[1][i] = 0;
    }
    FastFourierTransformer.transformInPlace(
        spectrum, DftNormalization.STANDARD, TransformType.INVERSE);
  }
}
