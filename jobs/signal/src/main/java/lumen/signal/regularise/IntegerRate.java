package lumen.signal.regularise;

import java.math.BigDecimal;
import java.math.BigInteger;
import lumen.signal.grid.TargetGrid;

/**
 * The whole number of values per second at which a channel is regularised.
 *
 * <p>F is the nearest integer to the channel's rate, halves to even, if that is at least 1 and
 * within 2 % of the rate, else the next integer above the rate; never less than the target rate
 * rounded up, and to be limited by {@link #most}. All comparisons are exact.
 */
final class IntegerRate {
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger FIFTY = BigInteger.valueOf(50);

  /** How many times the target rate a channel's rate may be. */
  static final long MOST_TARGETS = 4096;

  private static final long MOST_HZ = 1_000_000;

  private IntegerRate() {}

  /** The least rate a channel may have: the target rate, rounded up. */
  static int least(TargetGrid grid) {
    return (int) ((grid.num() + grid.den() - 1) / grid.den());
  }

  /** The highest rate a channel is regularised at: 4096 times the target rate, rounded down. */
  static int most(TargetGrid grid) {
    return (int) Math.max(least(grid), Math.min(MOST_HZ, MOST_TARGETS * grid.num() / grid.den()));
  }

  /** F for a configured rate, read by its shortest decimal form. */
  static int ofHz(double hz, TargetGrid grid) {
    BigDecimal decimal = BigDecimal.valueOf(hz);
    BigInteger den = BigInteger.TEN.pow(Math.max(0, decimal.scale()));
    return of(decimal.multiply(new BigDecimal(den)).toBigIntegerExact(), den, grid);
  }

  /** F for so many intervals in a span of time. */
  static int ofIntervals(long count, long spanMicros, TargetGrid grid) {
    return of(BigInteger.valueOf(1_000_000 * count), BigInteger.valueOf(spanMicros), grid);
  }

  /** F for a rate of num/den Hz, at most 1e6. */
  private static int of(BigInteger num, BigInteger den, TargetGrid grid) {
    BigInteger[] whole = num.divideAndRemainder(den);
    int half = whole[1].multiply(TWO).compareTo(den);
    boolean up = half > 0 || (half == 0 && whole[0].testBit(0));
    BigInteger nearest = up ? whole[0].add(BigInteger.ONE) : whole[0];
    BigInteger off = nearest.multiply(den).subtract(num).abs();
    boolean near = nearest.signum() > 0 && off.multiply(FIFTY).compareTo(num) <= 0;
    BigInteger next = whole[1].signum() == 0 ? whole[0] : whole[0].add(BigInteger.ONE);
    return Math.max((near ? nearest : next).intValueExact(), least(grid));
  }
}
