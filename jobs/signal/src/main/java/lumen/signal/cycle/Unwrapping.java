package lumen.signal.cycle;

import java.nio.ByteBuffer;

/**
 * Makes a continuous value of an angle, which jumps where it passes a whole turn T.
 *
 * <p>An angle x counts by its remainder r = x - T rint(x/T), which is exact, so 359 and -1 degrees
 * are the same. What comes out is r + n T with a whole number of turns n: 0 at first, then such
 * that each step from one angle to the next lies in (-T/2, T/2] (Itoh 1982). Half a turn, of which
 * nobody can know the sense, is one forward. Something that turns by more than that between two
 * samples cannot be followed.
 *
 * <p>The turns that a step adds depend on its two angles alone, so those of earlier samples are
 * found again from the newest and the angles: see {@link #upToNewest}.
 */
public final class Unwrapping {
  /** The most bytes that {@link #write} writes. */
  public static final int BYTES = 1 + Long.BYTES + Double.BYTES;

  private final double turn;
  private boolean begun;
  private long turns;
  private double newest;

  /** An unwrapping that has seen no angle; the unit is not {@link AngleUnit#NONE}. */
  public Unwrapping(AngleUnit unit) {
    if (unit == AngleUnit.NONE) {
      throw new IllegalArgumentException("unit of an angle must be given: " + unit);
    }
    turn = unit.turn();
  }

  /**
   * Takes the next angle in order of time.
   *
   * @param angle finite, in the unit
   * @return the angle with its turns
   */
  public double next(double angle) {
    double within = within(angle);
    if (begun) {
      turns += turnsBetween(newest, within);
    }
    begun = true;
    newest = within;
    return within + turns * turn;
  }

  /** Forgets every angle. */
  public void clear() {
    begun = false;
    turns = 0;
    newest = 0;
  }

  /**
   * The continuous values of angles that were taken, the last of which is the newest: bit for bit
   * what {@link #next} returned.
   *
   * @param angles angles in order of time
   * @param from first index
   * @param to index after the newest
   * @return the values, at the same indices
   */
  public double[] upToNewest(double[] angles, int from, int to) {
    double[] values = new double[to];
    long n = turns;
    double later = newest;
    for (int i = to - 1; i >= from; i--) {
      double within = within(angles[i]);
      n -= turnsBetween(within, later);
      later = within;
      values[i] = within + n * turn;
    }
    return values;
  }

  /** Writes what the next angle depends on. */
  public void write(ByteBuffer out) {
    out.put((byte) (begun ? 1 : 0)).putLong(turns).putDouble(newest);
  }

  /** Reads what {@link #write} wrote. */
  public void read(ByteBuffer in) {
    begun = in.get() != 0;
    turns = in.getLong();
    newest = in.getDouble();
  }

  private double within(double angle) {
    return StrictMath.IEEEremainder(angle, turn);
  }

  private long turnsBetween(double from, double to) {
    double step = to - from;
    if (step > turn / 2) {
      return -1;
    }
    return step <= -turn / 2 ? 1 : 0;
  }
}
