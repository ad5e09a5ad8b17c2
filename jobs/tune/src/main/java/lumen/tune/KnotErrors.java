package lumen.tune;

/**
 * Phase errors of the loop while the entropy ratio lay next to one knot of a gain curve.
 *
 * <p>Whether the loop is too slow or too fast shows in how an error is followed by the next: rho =
 * sum e_k e_{k-1} / sum e_k^2. A loop that corrects too little leaves errors of one sign (rho near
 * 1), one that corrects too much overshoots (rho below 0); a well damped one leaves what cannot be
 * foreseen (rho near 0). Errors that repeat the one before are no new measurements and are not
 * counted.
 */
final class KnotErrors {
  private final Column magnitudes = new Column();
  private long n;
  private double squares;
  private double products;

  /**
   * Takes a measurement.
   *
   * @param e phase error in cycles
   * @param before the measurement before, NaN if there was none close by
   */
  void add(double e, double before) {
    magnitudes.add(Math.abs(e));
    n++;
    if (!Double.isNaN(before)) {
      products += e * before;
      squares += (e * e + before * before) / 2;
    }
  }

  /** Takes a mean magnitude, where single errors are not known. */
  void addMagnitude(double magnitude) {
    magnitudes.add(magnitude);
    n++;
  }

  /** Measurements. */
  long size() {
    return n;
  }

  /** Mean magnitude in cycles; NaN without a measurement. */
  double mean() {
    return n == 0 ? Double.NaN : magnitudes.figures().mean();
  }

  /** The magnitude that 5 % exceed, in cycles; NaN without a measurement. */
  double p95() {
    return n == 0 ? Double.NaN : magnitudes.figures().p95();
  }

  /** Correlation of an error with the one before; NaN if it is not known. */
  double rho() {
    return squares > 0 ? products / squares : Double.NaN;
  }
}
