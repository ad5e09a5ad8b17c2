package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Provisional steps of one channel in ascending order, as plain columns. Not thread-safe; grows
 * with what waits, and allocates nothing beyond.
 */
final class NowSteps {
  private static final int COLUMNS = 5;

  private long[] step = new long[128];

  /** Phase, envelope, and the account's p50, p90 and plv, one behind the other for each step. */
  private double[] row = new double[COLUMNS * 128];

  private int from;
  private int to;

  /** Adds a step later than all held; others are passed over. */
  void append(long atStep, double phase, double envelope, double p50, double p90, double plv) {
    if (to > from && atStep <= step[to - 1]) {
      return;
    }
    if (to == step.length) {
      makeRoom();
    }
    step[to] = atStep;
    int at = COLUMNS * to;
    row[at] = phase;
    row[at + 1] = envelope;
    row[at + 2] = p50;
    row[at + 3] = p90;
    row[at + 4] = plv;
    to++;
  }

  private void makeRoom() {
    int held = to - from;
    int length = held > step.length / 2 ? 2 * step.length : step.length;
    step = Arrays.copyOf(Arrays.copyOfRange(step, from, to), length);
    row = Arrays.copyOf(Arrays.copyOfRange(row, COLUMNS * from, COLUMNS * to), COLUMNS * length);
    from = 0;
    to = held;
  }

  boolean isEmpty() {
    return from == to;
  }

  /** Index of a step, or -1. */
  int find(long atStep) {
    if (from == to) {
      return -1;
    }
    // Without gaps, as is the rule, it lies where it is counted from the first.
    long guess = from + (atStep - step[from]);
    if (guess >= from && guess < to && step[(int) guess] == atStep) {
      return (int) guess;
    }
    int at = Arrays.binarySearch(step, from, to, atStep);
    return at < 0 ? -1 : at;
  }

  double phase(int at) {
    return row[COLUMNS * at];
  }

  double envelope(int at) {
    return row[COLUMNS * at + 1];
  }

  double p50(int at) {
    return row[COLUMNS * at + 2];
  }

  double p90(int at) {
    return row[COLUMNS * at + 3];
  }

  double plv(int at) {
    return row[COLUMNS * at + 4];
  }

  /** The first step held at or after one; Long.MAX_VALUE where there is none. */
  long firstAtOrAfter(long atStep) {
    int at = Arrays.binarySearch(step, from, to, atStep);
    int first = at < 0 ? -1 - at : at;
    return first == to ? Long.MAX_VALUE : step[first];
  }

  /** Drops all earlier steps. */
  void dropBefore(long firstStep) {
    while (from < to && step[from] < firstStep) {
      from++;
    }
  }

  int size() {
    return to - from;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(to - from);
    for (int i = from; i < to; i++) {
      out.writeLong(step[i]);
      for (int j = 0; j < COLUMNS; j++) {
        out.writeDouble(row[COLUMNS * i + j]);
      }
    }
  }

  void readFrom(DataInput in) throws IOException {
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      append(
          in.readLong(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble(),
          in.readDouble());
    }
  }
}
