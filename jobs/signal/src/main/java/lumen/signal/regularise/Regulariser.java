package lumen.signal.regularise;

import java.nio.ByteBuffer;
import lumen.signal.grid.TargetGrid;

/**
 * The values of a channel at the whole multiples of 1/F, by interpolation in exact integer time.
 *
 * <p>Between the samples (t0, x0) and (t1, x1) the value at k/F is {@code x0 + a (x1 - x0)} with
 * {@code a = (k 10^6 - t0 F) / ((t1 - t0) F)}, numerator and denominator exact integers; a value
 * exactly at a sample's time is that sample. With {@link Interpolation#PREVIOUS} it is the newest
 * sample at or before k/F. An interval over {@code maxGap} ends the segment. A segment needs two
 * samples, begins at the first k/F inside it that is a step of the target grid too, and goes on to
 * its last sample, ends included. Its first value is subtracted from all of it.
 *
 * <p>A cursor: after {@link #accept} each {@link #advance} moves to one value, until it returns
 * false; then the next sample may follow. Allocates nothing. Times are at most 1e17 us, F and
 * {@code maxGap} in seconds at most 1e6, so that no product leaves 64 bits.
 */
public final class Regulariser {
  private static final long MICROS = 1_000_000L;

  private final long rate;
  private final boolean linear;
  private final long maxGapMicros;
  private final long stepsPerJoint;
  private final long valuesPerJoint;

  private int samples;
  private boolean begun;
  private long lastMicros;
  private double lastValue;
  private double offset;

  private double fromValue;
  private double toValue;
  private long numerator;
  private long denominator;
  private long next;
  private long end;
  private boolean begins;
  private double value;
  private long firstStep;

  /**
   * A regulariser outside of any segment.
   *
   * @param rate F in Hz, 1 to 1e6
   * @param grid target grid
   * @param interpolation linear or previous
   * @param maxGapMicros longest interval within a segment
   */
  public Regulariser(int rate, TargetGrid grid, Interpolation interpolation, long maxGapMicros) {
    if (interpolation == Interpolation.ONSET) {
      throw new IllegalArgumentException("a point process has no values between events: ONSET");
    }
    this.rate = rate;
    this.linear = interpolation == Interpolation.LINEAR;
    this.maxGapMicros = maxGapMicros;
    RateRatio ratio = RateRatio.of(rate, grid);
    this.stepsPerJoint = ratio.up();
    this.valuesPerJoint = ratio.down();
  }

  /**
   * Takes the next sample.
   *
   * @param micros time in microseconds, later than that of the sample before
   * @param x value, finite
   */
  public void accept(long micros, double x) {
    if (samples > 0 && micros - lastMicros > maxGapMicros) {
      samples = 0;
      begun = false;
    }
    next = 0;
    end = -1;
    if (samples > 0) {
      span(micros, x);
    }
    samples = Math.min(2, samples + 1);
    lastMicros = micros;
    lastValue = x;
  }

  /** Ends the segment, as a long interval does; only when {@link #advance} has returned false. */
  public void endSegment() {
    samples = 0;
    begun = false;
  }

  /** Moves to the next value that the newest sample made known; false if there is no other. */
  public boolean advance() {
    if (next > end) {
      return false;
    }
    double x = interpolate();
    begins = !begun;
    if (begins) {
      begun = true;
      offset = x;
      firstStep = next / valuesPerJoint * stepsPerJoint;
    }
    value = x - offset;
    next++;
    numerator += MICROS;
    return true;
  }

  /** The value, relative to the first of its segment. */
  public double value() {
    return value;
  }

  /** The k of the value, at k/F since the epoch. */
  public long index() {
    return next - 1;
  }

  /** The newest sample, relative to the first value of its segment; NaN before it has one. */
  public double newest() {
    return begun ? relative(lastValue) : Double.NaN;
  }

  /** A sample's value relative to the first value of the newest segment. */
  public double relative(double x) {
    return x - offset;
  }

  /** Whether the value is the first of a segment. */
  public boolean begins() {
    return begins;
  }

  /** The step of the target grid at which the newest segment begins. */
  public long firstStep() {
    return firstStep;
  }

  /** Whether the current segment has begun to give values. */
  public boolean begun() {
    return begun;
  }

  /** Writes what the next sample depends on; only when {@link #advance} has returned false. */
  public void write(ByteBuffer out) {
    out.put((byte) samples).put((byte) (begun ? 1 : 0));
    out.putDouble(lastValue).putDouble(offset);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param micros time of the last sample taken
   */
  public void read(ByteBuffer in, long micros) {
    samples = in.get();
    begun = in.get() != 0;
    lastValue = in.getDouble();
    offset = in.getDouble();
    lastMicros = micros;
  }

  /** Sets the cursor to the values in (last, micros], and at last if that is the first sample. */
  private void span(long micros, double x) {
    next = samples == 1 ? ceilIndex(lastMicros) : floorIndex(lastMicros) + 1;
    if (!begun) {
      next = Math.floorDiv(next + valuesPerJoint - 1, valuesPerJoint) * valuesPerJoint;
    }
    end = floorIndex(micros);
    fromValue = lastValue;
    toValue = x;
    long lastSecond = Math.floorDiv(lastMicros, MICROS);
    long inSecond = Math.floorMod(lastMicros, MICROS);
    numerator = (next - lastSecond * rate) * MICROS - inSecond * rate;
    denominator = (micros - lastMicros) * rate;
  }

  private double interpolate() {
    if (numerator == denominator) {
      return toValue;
    }
    if (!linear || numerator == 0) {
      return fromValue;
    }
    return fromValue + (double) numerator / (double) denominator * (toValue - fromValue);
  }

  /** The last k with k/F at or before a time. */
  private long floorIndex(long micros) {
    return Math.floorDiv(micros, MICROS) * rate + Math.floorMod(micros, MICROS) * rate / MICROS;
  }

  /** The first k with k/F at or after a time. */
  private long ceilIndex(long micros) {
    long inSecond = Math.floorMod(micros, MICROS) * rate;
    return Math.floorDiv(micros, MICROS) * rate + (inSecond + MICROS - 1) / MICROS;
  }
}
