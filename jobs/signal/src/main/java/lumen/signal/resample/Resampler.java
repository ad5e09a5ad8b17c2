package lumen.signal.resample;

import java.nio.ByteBuffer;
import java.util.Arrays;
import lumen.signal.regularise.RateRatio;

/**
 * Streaming polyphase resampling by up/down, equal to the batch result however the input is cut.
 *
 * <p>With n inputs and the filter h of {@link PolyphaseTaps}, output m is {@code sum over i of x[i]
 * h[m down - i up]}. Each input is added to the sums of the at most 21 outputs it reaches, in the
 * order of input, so the state is these sums, whatever the ratio, and not the 20 down/up inputs
 * that a gathering filter would have to hold. Only outputs whose whole support lies in the input
 * exist: {@code m down - 10 down >= 0} and {@code m down + 10 down <= (n-1) up}. A ratio of 1
 * passes everything through. The group delay is in the index: output m belongs to input m down/up.
 *
 * <p>Cost: 21 multiply-adds per input. Allocates nothing.
 */
public final class Resampler {
  private static final int HALF = PolyphaseTaps.HALF;
  private static final int OUTPUTS = PolyphaseTaps.OUTPUTS;

  private final long up;
  private final long down;
  private final PolyphaseTaps taps;
  private final double[] sums = new double[OUTPUTS];

  /** Index of the output at or before the next input, and how far that input lies after it. */
  private long middle;

  private long after;
  private boolean fresh = true;
  private double value;
  private long index;

  /** A resampler that has seen no input. */
  public Resampler(RateRatio ratio) {
    up = ratio.up();
    down = ratio.down();
    taps = PolyphaseTaps.of(ratio);
  }

  /** Forgets everything: the next input is number 0 of a new segment. */
  public void restart() {
    Arrays.fill(sums, 0);
    middle = 0;
    after = 0;
    fresh = true;
  }

  /**
   * Takes the next input.
   *
   * @return whether it completed an output
   */
  public boolean accept(double x) {
    if (down == 1) {
      value = x;
      index = middle++;
      return true;
    }
    taps.scatter(x, after, sums);
    boolean complete = fresh && middle >= 2 * HALF;
    if (complete) {
      value = sums[0];
      index = middle - HALF;
    }
    step();
    return complete;
  }

  /** The completed output. */
  public double value() {
    return value;
  }

  /** The index of the completed output; 0 lies at the time of input 0. */
  public long index() {
    return index;
  }

  /** Writes what the next input depends on. */
  public void write(ByteBuffer out) {
    out.putLong(middle).putLong(after).put((byte) (fresh ? 1 : 0));
    if (down > 1) {
      for (double sum : sums) {
        out.putDouble(sum);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(ByteBuffer in) {
    middle = in.getLong();
    after = in.getLong();
    fresh = in.get() != 0;
    if (down > 1) {
      for (int j = 0; j < OUTPUTS; j++) {
        sums[j] = in.getDouble();
      }
    }
  }

  /** Moves on by one input; the oldest sum is complete once the middle moves on. */
  private void step() {
    after += up;
    fresh = after >= down;
    if (fresh) {
      after -= down;
      middle++;
      System.arraycopy(sums, 1, sums, 0, OUTPUTS - 1);
      sums[OUTPUTS - 1] = 0;
    }
  }
}
