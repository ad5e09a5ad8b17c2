package lumen.overlay.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.overlay.gate.GateSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How gates are kept that a command set, or will set. */
public final class GatesPart {
  private GatesPart() {}

  /** Writes them. */
  public static void write(GateSettings gates, StateWriter out) throws IOException {
    out.writeInt(gates.minN());
    out.writeDouble(gates.confidence());
    out.writeInt(gates.stepsInARow());
    out.writeInt(gates.warnSteps());
    out.writeInt(gates.cleanSteps());
    out.writeInt(gates.windowsS().size());
    for (long window : gates.windowsS()) {
      out.writeLong(window);
    }
    out.writeLong(gates.autoReleaseS());
    out.writeDouble(gates.tokens().warnPercent());
    out.writeDouble(gates.tokens().blockPercent());
    out.writeLong(gates.latency().warnMs());
    out.writeLong(gates.latency().blockMs());
    out.writeDouble(gates.quality().warn());
    out.writeDouble(gates.quality().block());
  }

  /** Reads them. */
  public static GateSettings read(StateReader in) throws IOException {
    return new GateSettings(
        in.readInt(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        windows(in),
        in.readLong(),
        new GateSettings.Tokens(in.readDouble(), in.readDouble()),
        new GateSettings.Latency(in.readLong(), in.readLong()),
        new GateSettings.Quality(in.readDouble(), in.readDouble()));
  }

  private static List<Long> windows(StateReader in) throws IOException {
    List<Long> windows = new ArrayList<>();
    for (int n = in.readCount(Long.BYTES); n > 0; n--) {
      windows.add(in.readLong());
    }
    return windows;
  }
}
