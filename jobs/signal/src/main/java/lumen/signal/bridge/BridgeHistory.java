package lumen.signal.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import lumen.signal.loop.DriftCalibration;
import lumen.signal.loop.ResidualWindow;
import lumen.signal.loop.TickHistory;
import lumen.signal.loop.TickWindow;

/**
 * The ticks and residual values that statistics look back on, and the windows over them. It grows
 * at one end only, so its owner keeps it as chunks: the last time in a chunk, a version, values and
 * ticks in ascending time. Not thread-safe.
 */
final class BridgeHistory {
  private static final byte VERSION = 1;
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(
          Math.max(
              firstTick == takenTicks ? NONE : ticks.micros(takenTicks - 1),
              firstResidual == takenResiduals ? NONE : residuals.micros(takenResiduals - 1)));
      out.writeByte(VERSION);
      writeResiduals(firstResidual, out);
      writeTicks(firstTick, out);
    } catch (IOException e) {
      throw new UncheckedIOException("history of a bridge must fit its format", e);
    }
    return bytes.toByteArray();
  }

  private void writeResiduals(long first, DataOutputStream out) throws IOException {
    out.writeInt((int) (takenResiduals - first));
    for (long i = first; i < takenResiduals; i++) {
      out.writeLong(residuals.micros(i));
      out.writeDouble(residuals.value(i));
    }
  }

  private void writeTicks(long first, DataOutputStream out) throws IOException {
    out.writeInt((int) (takenTicks - first));
    for (long i = first; i < takenTicks; i++) {
      out.writeLong(ticks.micros(i));
      out.writeInt((int) ticks.covered(i));
      out.writeDouble(ticks.e(i));
      out.writeBoolean(ticks.isRefused(i));
    }
  }

  /** Takes back a chunk; chunks come in the order they were taken. */
  void read(byte[] chunk) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
    in.readLong();
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("format version must be " + VERSION + ": " + version);
    }
    for (int n = in.readInt(); n > 0; n--) {
      long micros = in.readLong();
      double value = in.readDouble();
      if (micros >= beginMicros) {
        addResidual(micros, value);
      }
    }
    for (int n = in.readInt(); n > 0; n--) {
      long micros = in.readLong();
      int covered = in.readInt();
      double e = in.readDouble();
      boolean refused = in.readBoolean();
      if (micros >= beginMicros && micros >= ticksFrom) {
        addTick(micros, covered, e, refused);
      }
    }
    takenTicks = ticks.endOrdinal();
    takenResiduals = residuals.endOrdinal();
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
