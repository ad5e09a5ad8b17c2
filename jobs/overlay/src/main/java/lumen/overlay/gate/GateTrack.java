package lumen.overlay.gate;

import java.io.IOException;
import java.util.List;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * One gate of a lane over steps: for how many in a row what holds, and how it stands.
 *
 * <p>A warning begins when a figure is over its limit, in any window, for some steps in a row, and
 * ends when it is not for some others. A block begins when a bound is over its limit in one window
 * for some steps in a row, and ends with a release alone.
 */
final class GateTrack {
  private static final int NONE = -1;

  private GateState state = GateState.OK;
  private int held;
  private int away;
  private int[] blockHeld;

  /** When the block began, microseconds since the epoch. */
  private long blockedMicros;

  GateTrack(int windows) {
    blockHeld = new int[windows];
  }

  /**
   * What a gate's look at one window says.
   *
   * @param warns whether the figure is over its limit
   * @param blocks whether the bound is
   */
  record Look(boolean warns, boolean blocks) {}

  /**
   * Takes one step.
   *
   * @param looks at each window
   * @return the window for which the gate moved; {@link #stays} otherwise
   */
  int step(List<Look> looks, GateSettings settings, long micros) {
    int warning = NONE;
    int blocking = NONE;
    for (int i = looks.size() - 1; i >= 0; i--) {
      warning = looks.get(i).warns() ? i : warning;
      blockHeld[i] = looks.get(i).blocks() ? blockHeld[i] + 1 : 0;
      blocking = blockHeld[i] >= settings.stepsInARow() ? i : blocking;
    }
    held = warning == NONE ? 0 : held + 1;
    away = warning == NONE ? away + 1 : 0;
    if (state == GateState.BLOCK) {
      return NONE;
    }
    if (blocking != NONE) {
      state = GateState.BLOCK;
      blockedMicros = micros;
      return blocking;
    }
    if (state == GateState.OK && warning != NONE && held >= settings.warnSteps()) {
      state = GateState.WARN;
      return warning;
    }
    if (state == GateState.WARN && away >= settings.cleanSteps()) {
      state = GateState.OK;
      return 0;
    }
    return NONE;
  }

  static boolean stays(int window) {
    return window == NONE;
  }

  void write(StateWriter out) throws IOException {
    out.writeUTF(state.name());
    out.writeInt(held);
    out.writeInt(away);
    out.writeLong(blockedMicros);
    out.writeInt(blockHeld.length);
    for (int steps : blockHeld) {
      out.writeInt(steps);
    }
  }

  static GateTrack read(StateReader in) throws IOException {
    GateState state = GateState.valueOf(in.readUTF());
    int held = in.readInt();
    int away = in.readInt();
    long blockedMicros = in.readLong();
    GateTrack track = new GateTrack(in.readCount(Integer.BYTES));
    track.state = state;
    track.held = held;
    track.away = away;
    track.blockedMicros = blockedMicros;
    for (int i = 0; i < track.blockHeld.length; i++) {
      track.blockHeld[i] = in.readInt();
    }
    return track;
  }

  /** Begins anew. */
  void reset() {
    state = GateState.OK;
    held = 0;
    away = 0;
    blockHeld = new int[blockHeld.length];
    blockedMicros = 0;
  }

  GateState state() {
    return state;
  }

  long blockedMicros() {
    return blockedMicros;
  }

  /** Whether it stands as if nothing had ever come; how long nothing has held is no matter. */
  boolean isAtRest() {
    boolean anyHeld = held > 0;
    for (int steps : blockHeld) {
      anyHeld |= steps > 0;
    }
    return state == GateState.OK && !anyHeld;
  }
}
