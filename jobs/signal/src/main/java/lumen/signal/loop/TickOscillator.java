package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The oscillator: when the next tick is. Ticks lie on whole microseconds; the fraction of each is
 * carried to the next, so the mean rate is exact. Ticks ascend strictly.
 */
final class TickOscillator {
  static final long NEVER = Long.MAX_VALUE;
  private static final long NONE = Long.MIN_VALUE;
  private static final double MICROS_PER_MS = 1000;

  /** What lies this close to the next microsecond is that one: rounding tells no difference. */
  private static final double ROUNDING = 1e-6;

  private double tickMs;
  private boolean limited;
  private long lastMicros = NONE;
  private long nextMicros = NEVER;
  private double fraction;

  /** How much earlier the tick after the next comes, in cycles. */
  private double shift;

  /** Whether the next tick follows no other of its run. */
  private boolean starting;

  TickOscillator(double tickMs) {
    this.tickMs = tickMs;
  }

  /** Begins a run of ticks; the first is at this time. */
  void start(long micros) {
    nextMicros = lastMicros == NONE ? micros : Math.max(micros, lastMicros + 1);
    fraction = 0;
    shift = 0;
    starting = true;
  }

  void stop() {
    shift = 0;
    nextMicros = NEVER;
    starting = false;
  }

  /** Takes the tick asked for, or the limit it is beyond. */
  void ask(double askedMs, TickLimits limits) {
    tickMs = limits.clamp(askedMs);
    limited = !limits.hold(askedMs);
  }

  /** Nothing is asked for: the tick stays, within the limits. */
  void hold(TickLimits limits) {
    ask(tickMs, limits);
    limited = false;
  }

  /** Keeps the tick within limits that may have changed since it was asked for. */
  void keepWithin(TickLimits limits) {
    boolean before = limited;
    ask(tickMs, limits);
    limited |= before;
  }

  /** The tick after the next comes so many cycles earlier than its rate says, once. */
  void shift(double cycles) {
    shift = cycles;
  }

  /** The tick at the next time was performed: the one after it is due. */
  void advance() {
    double micros = tickMs * MICROS_PER_MS * (1 - shift) + fraction;
    long whole = (long) Math.floor(micros + ROUNDING);
    shift = 0;
    fraction = micros - whole;
    lastMicros = nextMicros;
    nextMicros += whole;
    starting = false;
  }

  /** The tick at the next time was performed, and it was the last of its run. */
  void advanceAndStop() {
    lastMicros = nextMicros;
    stop();
  }

  /** When the next tick is; {@link #NEVER} while stopped. */
  long nextMicros() {
    return nextMicros;
  }

  /** Time from the last tick of the run to the next; 0 if that is the first of the run. */
  long covered() {
    return starting ? 0 : nextMicros - lastMicros;
  }

  /**
   * The phase at a time from the last tick to the next, in cycles, [0, 1), or NaN if there was
   * none.
   */
  double phaseAt(long micros) {
    if (micros == nextMicros) {
      return 0;
    }
    boolean between = nextMicros != NEVER && !starting && micros < nextMicros;
    return between ? (double) (micros - lastMicros) / (nextMicros - lastMicros) : Double.NaN;
  }

  long lastMicros() {
    return lastMicros;
  }

  /** The tick in ms, which the intervals from the next on have. */
  double tickMs() {
    return tickMs;
  }

  /** Whether the last tick asked for was beyond a limit. */
  boolean isLimited() {
    return limited;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(tickMs);
    out.writeBoolean(limited);
    out.writeLong(lastMicros);
    out.writeLong(nextMicros);
    out.writeDouble(fraction);
    out.writeBoolean(starting);
  }

  void writeShift(DataOutput out) throws IOException {
    out.writeDouble(shift);
  }

  void readShift(DataInput in) throws IOException {
    shift = in.readDouble();
  }

  void readFrom(DataInput in) throws IOException {
    tickMs = in.readDouble();
    limited = in.readBoolean();
    lastMicros = in.readLong();
    nextMicros = in.readLong();
    fraction = in.readDouble();
    starting = in.readBoolean();
  }
}
