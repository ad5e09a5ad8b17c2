package lumen.fusion.align;

import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The times of samples as they stand in state: how much each interval differs from the one before
 * it. Of a steady channel that is a byte or two a sample in place of eight; any times can be
 * written, in whatever order.
 */
final class PackedTimes {
  private PackedTimes() {}

  /** Writes times, in microseconds since the epoch, without their count. */
  static void write(long[] micros, StateWriter out) {
    long before = 0;
    long interval = 0;
    for (long at : micros) {
      // What does not fit wraps around, and does so again in reading.
      out.writeShortened(at - before - interval);
      interval = at - before;
      before = at;
    }
  }

  /** Reads so many times. */
  static long[] read(int n, StateReader in) {
    long[] micros = new long[n];
    long before = 0;
    long interval = 0;
    for (int i = 0; i < n; i++) {
      interval += in.readShortened();
      before += interval;
      micros[i] = before;
    }
    return micros;
  }
}
