package lumen.signal.bridge;

import java.util.Optional;
import lumen.signal.loop.DriftCalibration;
import lumen.signal.loop.ResidualWindow;
import lumen.signal.loop.TickHistory;
import lumen.signal.loop.TickMark;
import lumen.signal.loop.TickWindow;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The ticks and residual values that statistics look back on, and the windows over them. It grows
 * at one end only, so its owner keeps it as chunks: the last time in a chunk, values and ticks in
 * ascending time. Not thread-safe.
 */
final class BridgeHistory {
  private static final StateForm FORM = new StateForm("bridge-history", 2, 1);
  private static final long FIVE_SECONDS_MICROS = 5_000_000;
  private static final double HALF_CYCLE = 0.5;
  private static final long NONE = Long.MIN_VALUE;

  private final long spanMicros;
  private final TickHistory ticks;
  private final TickWindow window;
  private final TickWindow lockWindow;
  private final TickWindow fiveSeconds;
  private final TickWindow fiveMinutes;
  private final ResidualWindow residuals = new ResidualWindow();

  /** Ticks before this time, and anything before the begin, are of what was forgotten. */
  private long ticksFrom = NONE;

  private final long beginMicros;
  private long takenTicks;
  private long takenResiduals;

  /**
   * @param windowMicros the longest window of the statistics
   * @param lockMicros the shortest
   * @param beginMicros no time in it is before this
   */
  BridgeHistory(long windowMicros, long lockMicros, long beginMicros) {
    long held = Math.max(windowMicros, DriftCalibration.SPAN_MICROS);
    this.spanMicros = Math.max(held, ResidualWindow.SPAN_MICROS);
    this.beginMicros = beginMicros;
    this.ticks = new TickHistory(held);
    this.window = new TickWindow(ticks, windowMicros);
    this.lockWindow = new TickWindow(ticks, lockMicros);
    this.fiveSeconds = new TickWindow(ticks, FIVE_SECONDS_MICROS);
    this.fiveMinutes = new TickWindow(ticks, DriftCalibration.SPAN_MICROS);
  }

  /** How far back anything matters. */
  long spanMicros() {
    return spanMicros;
  }

  TickHistory ticks() {
    return ticks;
  }

  /** The ticks that the statistics are of. */
  TickWindow window() {
    return window;
  }

  /** The ticks of the shortest window of the statistics. */
  TickWindow lockWindow() {
    return lockWindow;
  }

  /** The ticks of the last 5 s. */
  TickWindow fiveSeconds() {
    return fiveSeconds;
  }

  /** The ticks of the last 5 min. */
  TickWindow fiveMinutes() {
    return fiveMinutes;
  }

  ResidualWindow residuals() {
    return residuals;
  }

  void addTick(long micros, long covered, double e, double tickMs, byte marks) {
    ticks.add(micros, covered, e, tickMs, marks);
    window.slide();
    lockWindow.slide();
    fiveSeconds.slide();
    fiveMinutes.slide();
    ticks.trim();
  }

  void addResidual(long micros, double value) {
    residuals.slide(micros);
    residuals.add(micros, value);
  }

  /** Forgets all ticks; the next is at this time or later. */
  void clearTicks(long nextMicros) {
    ticksFrom = nextMicros;
    ticks.clear();
    window.clear();
    lockWindow.clear();
    fiveSeconds.clear();
    fiveMinutes.clear();
  }

  /** What was added since the last call, null if nothing was. */
  byte[] take() {
    long firstTick = Math.max(takenTicks, ticks.firstOrdinal());
    long firstResidual = Math.max(takenResiduals, residuals.firstOrdinal());
    takenTicks = ticks.endOrdinal();
    takenResiduals = residuals.endOrdinal();
    if (firstTick == takenTicks && firstResidual == takenResiduals) {
      return null;
    }
    long last =
        Math.max(
            firstTick == takenTicks ? NONE : ticks.micros(takenTicks - 1),
            firstResidual == takenResiduals ? NONE : residuals.micros(takenResiduals - 1));
    return FORM.write(
        256,
        out -> {
          out.field(head -> head.writeLong(last));
          out.field(values -> writeResiduals(firstResidual, values));
          out.field(rows -> writeTicks(firstTick, rows));
          out.field(rows -> writeMarks(firstTick, rows));
        });
  }

  /** The last time in a chunk of any version. */
  static long lastMicros(byte[] chunk) {
    return FORM.read(chunk, in -> in.field().readLong(), StateReader::readLong);
  }

  private void writeResiduals(long first, StateWriter out) {
    out.writeInt((int) (takenResiduals - first));
    for (long i = first; i < takenResiduals; i++) {
      out.writeLong(residuals.micros(i));
      out.writeDouble(residuals.value(i));
    }
  }

  private void writeTicks(long first, StateWriter out) {
    out.writeInt((int) (takenTicks - first));
    for (long i = first; i < takenTicks; i++) {
      out.writeLong(ticks.micros(i));
      out.writeInt((int) ticks.covered(i));
      out.writeDouble(ticks.e(i));
      out.writeBoolean(TickMark.REFUSED.in(ticks.marks(i)));
    }
  }

  /** What is kept of ticks since 2.1. */
  private void writeMarks(long first, StateWriter out) {
    for (long i = first; i < takenTicks; i++) {
      out.writeDouble(ticks.tickMs(i));
      out.writeByte(ticks.marks(i));
    }
  }

  /** Takes back a chunk; chunks come in the order they were taken. */
  void read(byte[] chunk) {
    FORM.read(
        chunk,
        in -> {
          in.field();
          return readRows(in);
        },
        in -> {
          in.readLong();
          in.readVersion(1, 1);
          return readRows(in);
        });
    takenTicks = ticks.endOrdinal();
    takenResiduals = residuals.endOrdinal();
  }

  private BridgeHistory readRows(StateReader in) {
    readResiduals(in.field());
    StateReader rows = in.field();
    readTicks(rows, in.hasAddition() ? Optional.of(in.field()) : Optional.empty());
    return this;
  }

  private void readResiduals(StateReader in) {
    for (int n = in.readInt(); n > 0; n--) {
      long micros = in.readLong();
      double value = in.readDouble();
      if (micros >= beginMicros) {
        addResidual(micros, value);
      }
    }
  }

  private void readTicks(StateReader in, Optional<StateReader> more) {
    for (int n = in.readInt(); n > 0; n--) {
      long micros = in.readLong();
      int covered = in.readInt();
      double e = in.readDouble();
      if (e <= -HALF_CYCLE || e > HALF_CYCLE) {
        throw in.damaged("must have a phase error in (-0.5, 0.5]: " + e);
      }
      byte marks = TickMark.REFUSED.where(in.readBoolean());
      double tickMs = Double.NaN;
      if (more.isPresent()) {
        tickMs = more.get().readDouble();
        marks = more.get().readByte();
      }
      if (micros >= beginMicros && micros >= ticksFrom) {
        addTick(micros, covered, e, tickMs, marks);
      }
    }
  }

  long beginMicros() {
    return beginMicros;
  }

  long ticksFrom() {
    return ticksFrom;
  }

  void restoreTicksFrom(long micros) {
    ticksFrom = micros;
  }
}
