package lumen.governance.part;

import lumen.governance.record.Latencies;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How latencies are kept. */
public final class LatenciesPart {
  private LatenciesPart() {}

  /** Writes them, or null. */
  public static void write(Latencies latencies, StateWriter out) {
    out.writeBoolean(latencies != null);
    if (latencies != null) {
      out.writeInt(latencies.upToMs().length);
      out.write(latencies.upToMs(), latencies.upToMs().length);
      out.writeInt(latencies.n().length);
      out.write(latencies.n(), latencies.n().length);
      out.writeBoolean(latencies.buckets());
    }
  }

  /** Reads them, or null. */
  public static Latencies read(StateReader in) {
    return in.readBoolean()
        ? new Latencies(
            in.readDoubles(in.readCount(Double.BYTES)),
            in.readLongs(in.readCount(Long.BYTES)),
            in.readBoolean())
        : null;
  }
}
