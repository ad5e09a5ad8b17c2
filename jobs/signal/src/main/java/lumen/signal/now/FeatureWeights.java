package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Weights that make of a step's features what the centred filters will say of it, by exponentially
 * forgetting least squares with a ridge: with {@code l = e^(-1/(forget_s target_hz))}, {@code A = l
 * A + conj(phi) phi^T}, {@code B = l B + conj(phi) z}; at every whole second of learnt steps {@code
 * w = (A + ridge tr(A)/(2n) I)^-1 B}, by the Cholesky decomposition of the Hermitian matrix (Golub,
 * Van Loan 2013, 4.2; Widrow, Stearns 1985). Complex numbers are pairs, the real part first. Not
 * thread-safe.
 */
final class FeatureWeights {
  private final int n;
  private final double forget;
  private final double ridge;
  private final long stepsPerFit;
  private final long minTrained;

  /** The lower triangle of A with its diagonal, row by row. */
  private final double[] a;

  private final double[] b;
  private final double[] weights;
  private final double[] factor;
  private final double[] solution;
  private long learnt;

  FeatureWeights(NowSettings settings) {
    n = settings.features();
    forget = StrictMath.exp(-1 / (settings.forgetS() * settings.grid().hz()));
    ridge = settings.ridge();
    stepsPerFit = Math.max(1, Math.round(settings.grid().hz()));
    minTrained = settings.minTrainedSteps();
    a = new double[n * (n + 1)];
    b = new double[2 * n];
    weights = new double[2 * n];
    factor = new double[a.length];
    solution = new double[2 * n];
  }

  /** Whether enough was learnt to estimate anything. */
  boolean isTrained() {
    return learnt >= minTrained && learnt >= stepsPerFit;
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(a, 0);
    Arrays.fill(b, 0);
    Arrays.fill(weights, 0);
    learnt = 0;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(learnt);
    write(a, out);
    write(b, out);
    write(weights, out);
  }

  void readFrom(DataInput in) throws IOException {
    learnt = in.readLong();
    read(a, in);
    read(b, in);
    read(weights, in);
  }

  private static void write(double[] numbers, DataOutput out) throws IOException {
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static void read(double[] numbers, DataInput in) throws IOException {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
  }

  /** Steps learnt. */
  long learnt() {
    return learnt;
  }

  /**
   * The estimate {@code w . phi}, not conjugated.
   *
   * @param features of a step
   * @param out real and imaginary part
   */
  void estimate(double[] features, double[] out) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < n; i++) {
      double wr = weights[2 * i];
      double wi = weights[2 * i + 1];
      double fr = features[2 * i];
      double fi = features[2 * i + 1];
      re += wr * fr - wi * fi;
      im += wr * fi + wi * fr;
    }
    out[0] = re;
    out[1] = im;
  }

  /**
   * Learns what a step has turned out to be.
   *
   * @param features of the step
   * @param re real part of its value
   * @param im imaginary part
   */
  void learn(double[] features, double re, double im) {
    int i = 0;
    for (; i + 1 < n; i += 2) {
      learnRows(i, features);
    }
    if (i < n) {
      learnRow(i, features);
    }
    for (i = 0; i < n; i++) {
      double cr = features[2 * i];
      double ci = -features[2 * i + 1];
      b[2 * i] = forget * b[2 * i] + (cr * re - ci * im);
      b[2 * i + 1] = forget * b[2 * i + 1] + (cr * im + ci * re);
    }
    learnt++;
    if (learnt % stepsPerFit == 0) {
      fit();
    }
  }

  /** A row and the one behind it, which has a column more, side by side. */
  private void learnRows(int i, double[] f) {
    double[] to = a;
    double l = forget;
    int one = row(i);
    int two = row(i + 1);
    double cr0 = f[2 * i];
    double ci0 = -f[2 * i + 1];
    double cr1 = f[2 * i + 2];
    double ci1 = -f[2 * i + 3];
    for (int k = 0; k <= 2 * i; k += 2) {
      double fr = f[k];
      double fi = f[k + 1];
      to[one + k] = l * to[one + k] + (cr0 * fr - ci0 * fi);
      to[one + k + 1] = l * to[one + k + 1] + (cr0 * fi + ci0 * fr);
      to[two + k] = l * to[two + k] + (cr1 * fr - ci1 * fi);
      to[two + k + 1] = l * to[two + k + 1] + (cr1 * fi + ci1 * fr);
    }
    int last = two + 2 * i + 2;
    to[last] = l * to[last] + (cr1 * cr1 + ci1 * ci1);
    to[last + 1] = l * to[last + 1];
  }

  private void learnRow(int i, double[] f) {
    int row = row(i);
    double cr = f[2 * i];
    double ci = -f[2 * i + 1];
    for (int k = 0; k <= 2 * i; k += 2) {
      a[row + k] = forget * a[row + k] + (cr * f[k] - ci * f[k + 1]);
      a[row + k + 1] = forget * a[row + k + 1] + (cr * f[k + 1] + ci * f[k]);
    }
  }

  private static int row(int i) {
    return i * (i + 1);
  }

  private void fit() {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += a[row(i) + 2 * i];
    }
    double added = ridge * trace / n;
    if (!(added > 0) || !decompose(added)) {
      return;
    }
    solve();
    System.arraycopy(solution, 0, weights, 0, weights.length);
  }

  /** L with L L^H = A + added I; false where A is not positive definite to the last bit. */
  private boolean decompose(double added) {
    for (int i = 0; i < n; i += 2) {
      // Two rows side by side, so that neither waits for the other's sums.
      boolean pair = i + 1 < n;
      for (int j = 0; pair && j < i; j++) {
        fill(i, i + 1, j);
      }
      for (int j = 0; !pair && j < i; j++) {
        fill(i, j);
      }
      if (!fillDiagonal(i, added)) {
        return false;
      }
      if (pair) {
        fill(i + 1, i);
        if (!fillDiagonal(i + 1, added)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Column j of two rows behind it. */
  private void fill(int one, int two, int j) {
    double[] f = factor;
    int y = row(j);
    int x0 = row(one);
    int x1 = row(two);
    double re0 = a[x0 + 2 * j];
    double im0 = a[x0 + 2 * j + 1];
    double re1 = a[x1 + 2 * j];
    double im1 = a[x1 + 2 * j + 1];
    for (int k = 0; k < 2 * j; k += 2) {
      double yr = f[y + k];
      double yi = f[y + k + 1];
      double xr = f[x0 + k];
      double xi = f[x0 + k + 1];
      re0 -= xr * yr + xi * yi;
      im0 -= xi * yr - xr * yi;
      xr = f[x1 + k];
      xi = f[x1 + k + 1];
      re1 -= xr * yr + xi * yi;
      im1 -= xi * yr - xr * yi;
    }
    double diagonal = f[y + 2 * j];
    f[x0 + 2 * j] = re0 / diagonal;
    f[x0 + 2 * j + 1] = im0 / diagonal;
    f[x1 + 2 * j] = re1 / diagonal;
    f[x1 + 2 * j + 1] = im1 / diagonal;
  }

  private void fill(int i, int j) {
    double[] f = factor;
    int y = row(j);
    int x = row(i);
    double re = a[x + 2 * j];
    double im = a[x + 2 * j + 1];
    for (int k = 0; k < 2 * j; k += 2) {
      re -= f[x + k] * f[y + k] + f[x + k + 1] * f[y + k + 1];
      im -= f[x + k + 1] * f[y + k] - f[x + k] * f[y + k + 1];
    }
    double diagonal = f[y + 2 * j];
    f[x + 2 * j] = re / diagonal;
    f[x + 2 * j + 1] = im / diagonal;
  }

  private boolean fillDiagonal(int i, double added) {
    double[] f = factor;
    int x = row(i);
    double square = a[x + 2 * i] + added;
    for (int k = x; k < x + 2 * i; k += 2) {
      square -= f[k] * f[k] + f[k + 1] * f[k + 1];
    }
    if (!(square > 0)) {
      return false;
    }
    f[x + 2 * i] = Math.sqrt(square);
    f[x + 2 * i + 1] = 0;
    return true;
  }

  /** L y = B, then L^H w = y. */
  private void solve() {
    for (int i = 0; i < n; i++) {
      double re = b[2 * i];
      double im = b[2 * i + 1];
      for (int k = 0; k < i; k++) {
        double lr = factor[row(i) + 2 * k];
        double li = factor[row(i) + 2 * k + 1];
        re -= lr * solution[2 * k] - li * solution[2 * k + 1];
        im -= lr * solution[2 * k + 1] + li * solution[2 * k];
      }
      double diagonal = factor[row(i) + 2 * i];
      solution[2 * i] = re / diagonal;
      solution[2 * i + 1] = im / diagonal;
    }
    for (int i = n - 1; i >= 0; i--) {
      double re = solution[2 * i];
      double im = solution[2 * i + 1];
      for (int k = i + 1; k < n; k++) {
        double lr = factor[row(k) + 2 * i];
        double li = -factor[row(k) + 2 * i + 1];
        re -= lr * solution[2 * k] - li * solution[2 * k + 1];
        im -= lr * solution[2 * k + 1] + li * solution[2 * k];
      }
      double diagonal = factor[row(i) + 2 * i];
      solution[2 * i] = re / diagonal;
      solution[2 * i + 1] = im / diagonal;
    }
  }
}
