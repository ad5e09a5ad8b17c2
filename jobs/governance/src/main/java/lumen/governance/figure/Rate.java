package lumen.governance.figure;

import lumen.governance.record.Fields;
import lumen.statistics.Wilson;

/**
 * A share with its bounds, each side by itself.
 *
 * @param part of n
 * @param n of how many
 * @param needs least n for a value
 * @param lower the least that the true share is; NaN where too few are known
 * @param upper the most
 */
public record Rate(long part, long n, long needs, double lower, double upper) {
  /** Least requests. */
  public static final long NEEDS = 100;

  /** Least lookups of a cache. */
  public static final long NEEDS_LOOKUPS = 1000;

  /** A share of counts. */
  public static Rate of(long part, long n, long needs, double z) {
    if (n == 0 || n < needs) {
      return new Rate(part, n, needs, Double.NaN, Double.NaN);
    }
    Wilson bound = Wilson.of(part, n, z);
    return new Rate(part, n, needs, bound.lower(), bound.upper());
  }

  /** Whether enough is known. */
  public boolean isKnown() {
    return n > 0 && n >= needs;
  }

  /** The share; NaN where too few are known. */
  public double value() {
    return isKnown() ? (double) part / n : Double.NaN;
  }

  /** As it is told. */
  public Fields figure() {
    return new Fields()
        .put("value", value())
        .put("n", n)
        .put("lower", lower)
        .put("upper", upper)
        .put("why", LatencyFigures.why(n, needs));
  }
}
