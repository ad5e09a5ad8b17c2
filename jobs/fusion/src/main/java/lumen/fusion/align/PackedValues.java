package lumen.fusion.align;

import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The values of samples as they stand in state. Sensors send decimal numbers of a few digits: where
 * all values of a chunk are such, each is written as how many units of its last place it is more
 * than the one before, two or three bytes as a rule; else all are written as they are, eight bytes
 * each. Which of the two it is, the first byte says: the number of places behind the point, or
 * {@value #AS_THEY_ARE}. The writer looks at every bit of what would be read, so that it is what
 * was written.
 */
final class PackedValues {
  private static final int AS_THEY_ARE = -1;

  /** Powers of ten that a double has exactly, as many as sensors have places. */
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** Every whole number up to it is a double. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private PackedValues() {}

  /** Writes values without their count. */
  static void write(double[] values, StateWriter out) {
    long[] units = new long[values.length];
    int places = units(values, units);
    out.writeByte(places);
    if (places == AS_THEY_ARE) {
      out.write(values, values.length);
      return;
    }
    long before = 0;
    for (long unit : units) {
      out.writeShortened(unit - before);
      before = unit;
    }
  }

  /**
   * Fills in how many units of the last place each value is.
   *
   * @return how many places there are, or {@link #AS_THEY_ARE}
   */
  private static int units(double[] values, long[] units) {
    int places = 0;
    for (double value : values) {
      while (!isOf(places, value)) {
        places++;
        if (places == POWERS.length) {
          return AS_THEY_ARE;
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      // With more places than it needs itself, a large one may not be such a number any more.
      if (!isOf(places, values[i])) {
        return AS_THEY_ARE;
      }
      units[i] = (long) Math.rint(values[i] * POWERS[places]);
    }
    return places;
  }

  private static boolean isOf(int places, double value) {
    double rounded = Math.rint(value * POWERS[places]);
    return Math.abs(rounded) <= LARGEST_WHOLE
        && Double.doubleToRawLongBits(value(places, (long) rounded))
            == Double.doubleToRawLongBits(value);
  }

  /** The quotient of two numbers that are exact is the double nearest to the decimal number. */
  private static double value(int places, long units) {
    return units / POWERS[places];
  }

  /** Reads so many values. */
  static double[] read(int n, StateReader in) {
    int places = in.readByte();
    if (places == AS_THEY_ARE) {
      return in.readDoubles(n);
    }
    if (places < 0 || places >= POWERS.length) {
      throw in.damaged(
          "must have values of 0 to " + (POWERS.length - 1) + " places, has " + places);
    }
    double[] values = new double[n];
    long units = 0;
    for (int i = 0; i < n; i++) {
      units += in.readShortened();
      values[i] = value(places, units);
    }
    return values;
  }
}
