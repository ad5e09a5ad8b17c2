package lumen.statistics;

/**
 * Bounds of a share by the score interval (Wilson 1927): (p + z^2/2n -+ z sqrt(p(1-p)/n +
 * z^2/4n^2))/(1 + z^2/n), p = k/n. They hold at p = 0 and 1 too, where others have no width.
 *
 * @param lower the least that the share is
 * @param upper the most
 */
public record Wilson(double lower, double upper) {
  /**
   * The bounds of k of n.
   *
   * @param z the normal quantile of the confidence, each side by itself
   */
  public static Wilson of(long k, long n, double z) {
    if (n < 1 || k < 0 || k > n) {
      throw new IllegalArgumentException("must have 0 <= k <= n, n >= 1: k=" + k + " n=" + n);
    }
    double count = n;
    double share = k / count;
    double middle = share + z * z / (2 * count);
    double half = z * Math.sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    double whole = 1 + z * z / count;
    return new Wilson(k == 0 ? 0 : (middle - half) / whole, k == n ? 1 : (middle + half) / whole);
  }
}
