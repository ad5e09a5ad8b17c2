package lumen.signal.filter;

/**
 * The Kaiser window (Kaiser 1974), {@code w(u) = I0(beta sqrt(1 - u^2)) / I0(beta)} for |u| <= 1.
 *
 * <p>I0 is summed as its power series {@code sum ((x/2)^k / k!)^2}, all of whose terms are
 * positive: for the betas of filters (below 20) it is exact to a few units in the last place, and
 * the same on every machine.
 *
 * @param beta shape, 0 (rectangular) to 100
 */
public record KaiserWindow(double beta) {
  /** Checks the shape. */
  public KaiserWindow {
    if (!(beta >= 0 && beta <= 100)) {
      throw new IllegalArgumentException("kaiser beta must be in [0, 100]: " + beta);
    }
  }

  /**
   * The window at a point.
   *
   * @param u distance from the centre; -1 and 1 are the ends
   */
  public double at(double u) {
    double inside = (1 - u) * (1 + u);
    return inside < 0 ? 0 : besselI0(beta * Math.sqrt(inside)) / besselI0(beta);
  }

  /** The modified Bessel function of the first kind and order 0 (Abramowitz and Stegun 9.6.12). */
  static double besselI0(double x) {
    double quarterSquare = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-18 * sum; k++) {
      term *= quarterSquare / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
