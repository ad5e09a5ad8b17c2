package lumen.signal.bridge;

import lumen.signal.loop.DriftCalibration;
import lumen.signal.loop.ResidualWindow;
import lumen.signal.loop.TickHistory;
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
  private static final StateForm FORM = new StateForm("bridge-history", 2, 0);
  private static final long NONE = Long.MIN_VALUE;

  private final long spanMicros;
  private final TickHistory ticks;
  private final TickWindow window;
  private final TickWindow fiveMinutes;
  private final ResidualWindow residuals = new ResidualWindow();

  /** Ticks before this time, and anything before the begin, are of what was forgotten. */
  private long ticksFrom = NONE;

  private final long beginMicros;
  private long takenTicks;
  private long takenResiduals;

  /**
   * @param windowMicros window of the statistics
   * @param beginMicros no time in it is before this
   */
  BridgeHistory(long windowMicros, long beginMicros) {
    long held = Math.max(windowMicros, DriftCalibration.SPAN_MICROS);
    this.spanMicros = Math.max(held, ResidualWindow.SPAN_MICROS);
    this.beginMicros = beginMicros;
    this.ticks = new TickHistory(held);
    this.window = new TickWindow(ticks, windowMicros);
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

  /** The ticks of the last 5 min. */
  TickWindow fiveMinutes() {
    return fiveMinutes;
  }

  ResidualWindow residuals() {
    return residuals;
  }

  void addTick(long micros, long covered, double e, boolean refused) {
    ticks.add(micros, covered, e, refused);
    window.slide();
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
      out.writeBoolean(ticks.isRefused(i));
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
    readTicks(in.field());
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

  private void readTicks(StateReader in) {
    for (int n = in.readInt(); n > 0; n--) {
      long micros = in.readLong();
      int covered = in.readInt();
      double e = in.readDouble();
      boolean refused = in.readBoolean();
      if (micros >= beginMicros && micros >= ticksFrom) {
        addTick(micros, covered, e, refused);
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
