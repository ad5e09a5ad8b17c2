package lumen.signal.profile;

import java.io.IOException;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** The levels of a channel: the distinct values, up to three of them, and how often it changed. */
final class LevelProfile {
  /** More distinct values are not told apart. */
  static final int MOST = 3;

  private final double[] values = new double[MOST];
  private int distinct;
  private double last;
  private long changes;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /** Takes a finite value. */
  void accept(double value) {
    if (distinct < MOST) {
      note(value);
    } else if (value != last) {
      changes++;
    }
    last = value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  private void note(double value) {
    if (distinct > 0 && value != last) {
      changes++;
    }
    for (int i = 0; i < distinct; i++) {
      if (values[i] == value) {
        return;
      }
    }
    values[distinct++] = value;
  }

  /** Distinct values, {@link #MOST} for that many or more. */
  int distinct() {
    return distinct;
  }

  /** Samples that differ from the one before. */
  long changes() {
    return changes;
  }

  /** Least value, +Infinity if there is none. */
  double least() {
    return least;
  }

  /** Greatest value, -Infinity if there is none. */
  double greatest() {
    return greatest;
  }

  void write(StateWriter out) throws IOException {
    out.writeByte(distinct);
    out.writeLong(changes);
    out.write(new double[] {last, least, greatest}, 3);
    out.write(values, distinct);
  }

  void read(StateReader in) {
    distinct = in.readByte();
    if (distinct < 0 || distinct > MOST) {
      throw in.damaged("must have 0 to 3 distinct values: " + distinct);
    }
    changes = in.readLong();
    last = in.readDouble();
    least = in.readDouble();
    greatest = in.readDouble();
    System.arraycopy(in.readDoubles(distinct), 0, values, 0, distinct);
  }
}
