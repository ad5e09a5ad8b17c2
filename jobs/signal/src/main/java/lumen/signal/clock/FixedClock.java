package lumen.signal.clock;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A clock with a known error: t' = t + offset + (t - reference) ppm 1e-6.
 *
 * <p>The drift counts from the reference, not from the epoch: 1 ppm of the epoch is half an hour.
 * Offset and drift are read by their shortest decimal form, to 1 ps and 1e-6 ppm; from there on the
 * arithmetic is exact, in integers, and rounded once, half to even.
 */
public final class FixedClock {
  private static final double LARGEST_PPM = 1e5;
  private static final double LARGEST_OFFSET_S = 1e11;
  private static final long MILLION = 1_000_000;
  private static final long TRILLION = MILLION * MILLION;

  private final long referenceMicros;
  private final long offsetMicros;

  /** The rest of the offset, in picoseconds, 0 to 999,999. */
  private final long offsetRest;

  /** Drift in units of 1e-12. */
  private final long drift;

  /**
   * @param offsetS added to every time, in seconds, at most 1e11 either way
   * @param ppm drift in parts per million, at most 1e5 either way; positive for a clock that runs
   *     slow
   * @param referenceMicros where the drift counts from, in microseconds since the epoch
   */
  public FixedClock(double offsetS, double ppm, long referenceMicros) {
    if (!(Math.abs(offsetS) <= LARGEST_OFFSET_S)) {
      throw new IllegalArgumentException("clock.offset_s must be within 1e11: " + offsetS);
    }
    if (!(Math.abs(ppm) <= LARGEST_PPM)) {
      throw new IllegalArgumentException("clock.ppm must be within 100000: " + ppm);
    }
    BigDecimal micros = BigDecimal.valueOf(offsetS).movePointRight(6);
    this.referenceMicros = referenceMicros;
    this.offsetMicros = micros.setScale(0, RoundingMode.FLOOR).longValueExact();
    this.offsetRest = millionths(micros.subtract(BigDecimal.valueOf(offsetMicros)));
    this.drift = millionths(BigDecimal.valueOf(ppm));
  }

  private static long millionths(BigDecimal value) {
    return value.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  /** The corrected time in microseconds, rounded half to even. */
  public long corrected(long micros) {
    long elapsed = Math.subtractExact(micros, referenceMicros);
    long micro = Math.floorMod(elapsed, MILLION);
    long seconds = Math.floorDiv(elapsed, MILLION);
    long second = Math.floorMod(seconds, MILLION);
    long bySeconds = second * drift;
    long rest = (Math.floorMod(bySeconds, MILLION) + offsetRest) * MILLION + micro * drift;
    long whole =
        micros
            + offsetMicros
            + Math.floorDiv(seconds, MILLION) * drift
            + Math.floorDiv(bySeconds, MILLION)
            + Math.floorDiv(rest, TRILLION);
    return whole + roundUp(Math.floorMod(rest, TRILLION), whole);
  }

  private static long roundUp(long rest, long whole) {
    boolean up = rest > TRILLION / 2 || (rest == TRILLION / 2 && (whole & 1) == 1);
    return up ? 1 : 0;
  }
}
