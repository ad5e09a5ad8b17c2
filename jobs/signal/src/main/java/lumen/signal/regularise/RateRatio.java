package lumen.signal.regularise;

import java.math.BigInteger;
import lumen.signal.grid.TargetGrid;

/**
 * The target rate over a channel's rate F in lowest terms: {@code up} steps of the grid take as
 * long as {@code down} values at F, and every time that is both a step and a multiple of 1/F is a
 * multiple of that.
 *
 * @param up numerator, at most {@code down}
 * @param down denominator, at most 1e12
 */
public record RateRatio(long up, long down) {
  /** Checks that the ratio is in lowest terms and does not raise the rate. */
  public RateRatio {
    if (up < 1 || up > down || down > 1_000_000_000_000L) {
      throw new IllegalArgumentException(
          "must have 1 <= up <= down <= 1e12: up=" + up + " down=" + down);
    }
    if (!BigInteger.valueOf(up).gcd(BigInteger.valueOf(down)).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("must be in lowest terms: up=" + up + " down=" + down);
    }
  }

  /** The ratio for a channel at {@code rate} values per second, at least the target rate. */
  public static RateRatio of(int rate, TargetGrid grid) {
    long common = BigInteger.valueOf(grid.num()).gcd(BigInteger.valueOf(rate)).longValueExact();
    return new RateRatio(grid.num() / common, rate / common * grid.den());
  }
}
