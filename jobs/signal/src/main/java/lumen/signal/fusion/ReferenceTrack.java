package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import lumen.signal.grid.TargetGrid;

/**
 * One value of the reference engine over time: the newest at or before a step holds while it is not
 * stale. Of several values at one time the greatest counts. Not thread-safe.
 */
final class ReferenceTrack {
  private static final long NEVER = Long.MIN_VALUE;

  private final TargetGrid grid;
  private final long staleAfterMicros;
  private long heldMicros = NEVER;
  private double heldValue = Double.NaN;
  private long[] micros = new long[4];
  private double[] values = new double[4];
  private int from;
  private int to;

  ReferenceTrack(TargetGrid grid, long staleAfterMicros) {
    this.grid = grid;
    this.staleAfterMicros = staleAfterMicros;
  }

  /** Takes a value later than the last step that {@link #advanceTo} reached. */
  void add(long atMicros, double value) {
    if (to == micros.length) {
      makeRoom();
    }
    int i = to;
    while (i > from && micros[i - 1] > atMicros) {
      i--;
    }
    if (i > from && micros[i - 1] == atMicros) {
      values[i - 1] = Math.max(values[i - 1], value);
      return;
    }
    System.arraycopy(micros, i, micros, i + 1, to - i);
    System.arraycopy(values, i, values, i + 1, to - i);
    micros[i] = atMicros;
    values[i] = value;
    to++;
  }

  /** Takes hold of the newest value at or before the step. */
  void advanceTo(long step) {
    long now = grid.floorMicros(step);
    while (from < to && micros[from] <= now) {
      heldMicros = micros[from];
      heldValue = values[from];
      from++;
    }
  }

  /** The value that holds at the step reached, or NaN. */
  double at(long step) {
    return heldMicros != NEVER && grid.ceilMicros(step) <= heldMicros + staleAfterMicros
        ? heldValue
        : Double.NaN;
  }

  /** The value that holds at a step, reached or to come, or NaN; nothing is taken hold of. */
  double ahead(long step) {
    long now = grid.floorMicros(step);
    long newest = heldMicros;
    double value = heldValue;
    for (int i = from; i < to && micros[i] <= now; i++) {
      newest = micros[i];
      value = values[i];
    }
    return newest != NEVER && grid.ceilMicros(step) <= newest + staleAfterMicros
        ? value
        : Double.NaN;
  }

  /**
   * The first step at or after {@code next} at which a value holds; {@link Long#MAX_VALUE} if none.
   */
  long firstHeld(long next) {
    if (heldMicros != NEVER && next <= grid.floorStep(heldMicros + staleAfterMicros)) {
      return next;
    }
    for (int i = from; i < to; i++) {
      long first = Math.max(next, grid.ceilStep(micros[i]));
      if (first <= grid.floorStep(micros[i] + staleAfterMicros)) {
        return first;
      }
    }
    return Long.MAX_VALUE;
  }

  /** The value taken hold of, even if it is stale. */
  Optional<ReferenceState> held(UreValue which) {
    return heldMicros == NEVER
        ? Optional.empty()
        : Optional.of(new ReferenceState(which, heldMicros, heldValue));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(heldMicros);
    out.writeDouble(heldValue);
    out.writeInt(to - from);
    for (int i = from; i < to; i++) {
      out.writeLong(micros[i]);
      out.writeDouble(values[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    heldMicros = in.readLong();
    heldValue = in.readDouble();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      long atMicros = in.readLong();
      add(atMicros, in.readDouble());
    }
  }

  private void makeRoom() {
    int held = to - from;
    int length = held > micros.length / 2 ? 2 * micros.length : micros.length;
    long[] movedMicros = Arrays.copyOf(Arrays.copyOfRange(micros, from, to), length);
    double[] movedValues = Arrays.copyOf(Arrays.copyOfRange(values, from, to), length);
    micros = movedMicros;
    values = movedValues;
    from = 0;
    to = held;
  }
}
