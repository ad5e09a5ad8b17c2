package lumen.signal.gain;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The surface kp = b0 + bx E + by P + bxy E P that fits given gains best: linear least squares by a
 * QR decomposition of the columns 1, x, y, x y, kp, where x and y are E and P less their means,
 * over their standard deviations (Golub, Van Loan, Matrix Computations, 5.3). Rows are taken in
 * blocks under the triangle so far, so memory does not grow with them; cost O(n).
 *
 * <p>The condition number is that of the columns 1, x, y, x y, each scaled to length 1: the ratio
 * of their largest and smallest singular value. Above 30 two or more columns say nearly the same,
 * and a small change of the data turns the coefficients around (Belsley, Kuh, Welsch, Regression
 * Diagnostics, 1980). We depart from Belsley in centring E and P first: the origin of both lies
 * outside of all data, and the uncentred columns 1, E, P, E P would be near-collinear for every
 * rig, even where E and P vary freely (Marquardt 1980 on the non-essential part of it).
 *
 * @param surface the coefficients
 * @param n rows
 * @param r2 share of the variance of kp that the surface explains
 * @param adjustedR2 the same with 4 coefficients paid for: 1 - (1 - R^2)(n - 1)/(n - 4)
 * @param residualDeviation standard deviation of the residuals, n - 4 degrees of freedom
 * @param condition condition number, at least 1
 * @param entropyRatio range of E in the rows
 * @param phaseDiff range of P in cycles in the rows
 */
public record GainSurfaceFit(
    GainSurface surface,
    int n,
    double r2,
    double adjustedR2,
    double residualDeviation,
    double condition,
    Range entropyRatio,
    Range phaseDiff) {

  /** Fewest rows: three for each coefficient. */
  public static final int FEWEST_ROWS = 12;

  /** Condition number above which the coefficients mean nothing (Belsley 1980). */
  public static final double WORST_CONDITION = 30;

  private static final int TERMS = 4;
  private static final int BLOCK = 4096;

  /** A standard deviation below this share of the largest value is rounding. */
  private static final double CONSTANT = 1e-9;

  /**
   * Least and greatest value.
   *
   * @param min least
   * @param max greatest
   */
  public record Range(double min, double max) {
    private static Range of(double[] values) {
      return new Range(
          Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    }
  }

  /** A column less its mean, over its standard deviation. */
  private record Scale(double mean, double deviation) {
    static Scale of(String name, double[] values) throws UnidentifiedSurfaceException {
      double sum = 0;
      double largest = 0;
      for (double value : values) {
        sum += value;
        largest = Math.max(largest, Math.abs(value));
      }
      double mean = sum / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double deviation = Math.sqrt(squares / values.length);
      if (!(deviation > CONSTANT * largest)) {
        throw new UnidentifiedSurfaceException(
            String.format(
                Locale.ROOT, "%s must vary: it is %.6g in all %d rows", name, mean, values.length));
      }
      return new Scale(mean, deviation);
    }

    double of(double value) {
      return (value - mean) / deviation;
    }
  }

  /**
   * Fits a surface.
   *
   * @param entropyRatios E of each row
   * @param phaseDiffs P of each row, in cycles
   * @param kps gain of each row, in Hz per cycle
   * @throws UnidentifiedSurfaceException if the rows cannot tell the coefficients apart
   * @throws IllegalArgumentException if the columns differ in length or hold a value that is not
   *     finite
   */
  public static GainSurfaceFit of(double[] entropyRatios, double[] phaseDiffs, double[] kps)
      throws UnidentifiedSurfaceException {
    int n = kps.length;
    check(n, entropyRatios, phaseDiffs, kps);
    if (n < FEWEST_ROWS) {
      throw new UnidentifiedSurfaceException(
          "rows must be at least %d, three for each coefficient: n=%d".formatted(FEWEST_ROWS, n));
    }
    Scale e = Scale.of("entropy_ratio", entropyRatios);
    Scale p = Scale.of("phase_diff", phaseDiffs);
    Scale.of("kp", kps);
    RealMatrix triangle = null;
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      triangle = fold(triangle, rows(e, p, entropyRatios, phaseDiffs, kps, from, to));
    }
    double condition = condition(triangle.getSubMatrix(0, TERMS - 1, 0, TERMS - 1));
    if (!(condition <= WORST_CONDITION)) {
      throw new UnidentifiedSurfaceException(
          String.format(
              Locale.ROOT,
              "condition number must be at most %.0f, or entropy_ratio and phase_diff move together"
                  + " and their parts cannot be told apart (Belsley 1980): condition=%.4g n=%d",
              WORST_CONDITION,
              condition,
              n));
    }
    return of(triangle, n, e, p, condition, Range.of(entropyRatios), Range.of(phaseDiffs));
  }

  private static void check(int n, double[]... columns) {
    for (double[] column : columns) {
      if (column.length != n || !Arrays.stream(column).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "columns must be finite and of one length: lengths=%d,%d,%d"
                .formatted(columns[0].length, columns[1].length, columns[2].length));
      }
    }
  }

  private static double[][] rows(
      Scale e, Scale p, double[] ratios, double[] diffs, double[] kps, int from, int to) {
    double[][] rows = new double[to - from][];
    for (int i = from; i < to; i++) {
      double x = e.of(ratios[i]);
      double y = p.of(diffs[i]);
      rows[i - from] = new double[] {1, x, y, x * y, kps[i]};
    }
    return rows;
  }

  /** The triangle of all rows so far and these. */
  private static RealMatrix fold(RealMatrix triangle, double[][] rows) {
    int above = triangle == null ? 0 : triangle.getRowDimension();
    RealMatrix all = MatrixUtils.createRealMatrix(above + rows.length, TERMS + 1);
    if (triangle != null) {
      all.setSubMatrix(triangle.getData(), 0, 0);
    }
    all.setSubMatrix(rows, above, 0);
    RealMatrix r = new QRDecomposition(all).getR();
    int kept = Math.min(TERMS + 1, r.getRowDimension());
    return r.getSubMatrix(0, kept - 1, 0, TERMS);
  }

  /** Columns of the triangle are as long as those of the rows, and have the same angles. */
  private static double condition(RealMatrix triangle) {
    RealMatrix scaled = triangle.copy();
    for (int j = 0; j < TERMS; j++) {
      double length = triangle.getColumnVector(j).getNorm();
      if (!(length > 0)) {
        return Double.POSITIVE_INFINITY;
      }
      scaled.setColumnVector(j, triangle.getColumnVector(j).mapDivide(length));
    }
    double[] singular = new SingularValueDecomposition(scaled).getSingularValues();
    return singular[TERMS - 1] > 0 ? singular[0] / singular[TERMS - 1] : Double.POSITIVE_INFINITY;
  }

  private static GainSurfaceFit of(
      RealMatrix r, int n, Scale e, Scale p, double condition, Range ratios, Range diffs) {
    double[] c = coefficients(r);
    double left = r.getEntry(TERMS, TERMS) * r.getEntry(TERMS, TERMS);
    double total = left;
    for (int i = 1; i < TERMS; i++) {
      total += r.getEntry(i, TERMS) * r.getEntry(i, TERMS);
    }
    double r2 = 1 - left / total;
    double twist = c[3] / (e.deviation() * p.deviation());
    double overE = c[1] / e.deviation();
    double overP = c[2] / p.deviation();
    GainSurface surface =
        new GainSurface(
            c[0] - overE * e.mean() - overP * p.mean() + twist * e.mean() * p.mean(),
            overE - twist * p.mean(),
            overP - twist * e.mean(),
            twist);
    return new GainSurfaceFit(
        surface,
        n,
        r2,
        1 - (1 - r2) * (n - 1) / (n - TERMS),
        Math.sqrt(left / (n - TERMS)),
        condition,
        ratios,
        diffs);
  }

  /** Back substitution. */
  private static double[] coefficients(RealMatrix r) {
    double[] c = new double[TERMS];
    for (int i = TERMS - 1; i >= 0; i--) {
      double sum = r.getEntry(i, TERMS);
      for (int j = i + 1; j < TERMS; j++) {
        sum -= r.getEntry(i, j) * c[j];
      }
      c[i] = sum / r.getEntry(i, i);
    }
    return c;
  }
}
