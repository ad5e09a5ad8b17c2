package lumen.signal.kalman;

/**
 * Whether the innovations of a filter fit what it says of itself.
 *
 * <p>The normalised innovation squared (NIS) of a right filter is chi-squared with one degree of
 * freedom, so the mean of n of them lies in the 95 % band of chi-squared(n)/n (Bar-Shalom, Li,
 * Kirubarajan 2001), and its innovations are white: |rho1| &lt; 1.96/sqrt(n) (Mehra 1970). Both
 * must hold: the mean NIS alone can look perfect on a filter tuned 70 times wrong.
 *
 * @param nis mean normalised innovation squared
 * @param rho1 lag-1 autocorrelation of the innovations, 0 if they are all 0
 * @param consistent whether both are inside their 95 % band
 */
public record Consistency(double nis, double rho1, boolean consistent) {
  private static final double NORMAL_975 = 1.959963984540054;

  /** Nothing is known: no innovation yet. */
  public static final Consistency NONE = new Consistency(Double.NaN, Double.NaN, false);

  /**
   * Judges the innovations of consecutive filter steps, in step order.
   *
   * @param innovation innovations in cycles
   * @param nis their normalised squares
   * @param from first index, inclusive
   * @param to last index, exclusive
   */
  public static Consistency of(double[] innovation, double[] nis, int from, int to) {
    int n = to - from;
    if (n < 1) {
      return NONE;
    }
    double sumNis = nis[from];
    double squares = innovation[from] * innovation[from];
    double products = 0;
    for (int i = from + 1; i < to; i++) {
      sumNis += nis[i];
      squares += innovation[i] * innovation[i];
      products += innovation[i] * innovation[i - 1];
    }
    double mean = sumNis / n;
    double rho1 = squares > 0 ? products / squares : 0;
    boolean white = Math.abs(rho1) < NORMAL_975 / Math.sqrt(n);
    return new Consistency(mean, rho1, white && mean >= bandLow(n) && mean <= bandHigh(n));
  }

  /** Lower end of the 95 % band of the mean of n NIS values. */
  public static double bandLow(int n) {
    return meanChiSquared(n, -NORMAL_975);
  }

  /** Upper end of the 95 % band of the mean of n NIS values. */
  public static double bandHigh(int n) {
    return meanChiSquared(n, NORMAL_975);
  }

  /**
   * Quantile of chi-squared(n)/n by the cube of a normal (Wilson, Hilferty 1931): 0.3 % at n = 20.
   */
  private static double meanChiSquared(int n, double normalQuantile) {
    double variance = 2.0 / (9.0 * n);
    double root = 1 - variance + normalQuantile * Math.sqrt(variance);
    return root <= 0 ? 0 : root * root * root;
  }
}
