package lumen.signal.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The common time base of a tenant: step g lies at {@code g * den / num} seconds since the epoch.
 *
 * <p>The target rate is held as the exact fraction {@code num/den} of its decimal form (2.5 Hz is
 * 5/2), so that every comparison of a time with a step is an integer comparison. Times are
 * microseconds since the epoch, at most 1e17.
 *
 * @param num numerator of the rate in Hz, in lowest terms, 1 to 1,000,000
 * @param den denominator of the rate, in lowest terms, 1 to 1,000,000
 */
public record TargetGrid(long num, long den) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MICROS = 1_000_000L;
  private static final long LIMIT = 1_000_000L;

  /** Checks that the fraction is positive, bounded and in lowest terms. */
  public TargetGrid {
    if (num < 1 || num > LIMIT || den < 1 || den > LIMIT) {
      throw new IllegalArgumentException(
          "target rate must be a fraction of 1..1000000: num=" + num + " den=" + den);
    }
    if (!BigInteger.valueOf(num).gcd(BigInteger.valueOf(den)).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "target rate must be in lowest terms: num=" + num + " den=" + den);
    }
  }

  /**
   * The grid of a rate given in Hz.
   *
   * @param hz rate, read by its shortest decimal form; positive, with a fraction that fits
   *     1..1,000,000 over the same
   */
  public static TargetGrid ofHz(double hz) {
    if (!(hz > 0) || Double.isInfinite(hz)) {
      throw new IllegalArgumentException("target_hz must be > 0: " + hz);
    }
    BigDecimal decimal = BigDecimal.valueOf(hz).stripTrailingZeros();
    BigInteger den = BigInteger.TEN.pow(Math.max(0, decimal.scale()));
    BigInteger num = decimal.multiply(new BigDecimal(den)).toBigIntegerExact();
    BigInteger gcd = num.gcd(den);
    BigInteger limit = BigInteger.valueOf(LIMIT);
    num = num.divide(gcd);
    den = den.divide(gcd);
    if (num.compareTo(limit) > 0 || den.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          "target_hz must be a fraction of numbers up to 1000000: " + hz);
    }
    return new TargetGrid(num.longValueExact(), den.longValueExact());
  }

  /** The rate in Hz. */
  public double hz() {
    return (double) num / den;
  }

  /** The last step whose time is at or before {@code micros}. */
  public long floorStep(long micros) {
    long second = Math.floorDiv(micros, MICROS);
    long inSecond = Math.floorMod(micros, MICROS);
    long scaled = Math.multiplyExact(second, num);
    long rest = Math.floorMod(scaled, den) * MICROS + inSecond * num;
    return Math.floorDiv(scaled, den) + Math.floorDiv(rest, den * MICROS);
  }

  /** The first step whose time is at or after {@code micros}. */
  public long ceilStep(long micros) {
    long floor = floorStep(micros);
    return floorMicros(floor) == micros && isWholeMicros(floor) ? floor : floor + 1;
  }

  /** The time of a step in microseconds, rounded down. */
  public long floorMicros(long step) {
    long scaled = Math.multiplyExact(step, den);
    return Math.floorDiv(scaled, num) * MICROS + Math.floorMod(scaled, num) * MICROS / num;
  }

  /** The time of a step in microseconds, rounded up. */
  public long ceilMicros(long step) {
    return isWholeMicros(step) ? floorMicros(step) : floorMicros(step) + 1;
  }

  /** The time of a step in seconds since the epoch, the nearest double. */
  public double seconds(long step) {
    return (double) Math.multiplyExact(step, den) / num;
  }

  /** A duration, read by its shortest decimal form, in steps, rounded half to even. */
  public long steps(double seconds) {
    return BigDecimal.valueOf(seconds)
        .multiply(BigDecimal.valueOf(num))
        .divide(BigDecimal.valueOf(den), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private boolean isWholeMicros(long step) {
    return Math.floorMod(step * den, num) * MICROS % num == 0;
  }
}
