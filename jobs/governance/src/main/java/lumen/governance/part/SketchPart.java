package lumen.governance.part;

import java.util.Map;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Sketch;

/** How the counts of a sketch are kept. */
public final class SketchPart {
  private SketchPart() {}

  /** Writes them. */
  public static void write(Sketch sketch, StateWriter out) {
    out.writeInt(sketch.bins().size());
    for (Map.Entry<Integer, Long> bin : sketch.bins().entrySet()) {
      out.writeInt(bin.getKey());
      out.writeLong(bin.getValue());
    }
    out.writeInt(sketch.beyond().size());
    for (Map.Entry<Double, Long> edge : sketch.beyond().entrySet()) {
      out.writeDouble(edge.getKey());
      out.writeLong(edge.getValue());
    }
  }

  /** Reads them. */
  public static Sketch read(StateReader in) {
    Sketch sketch = new Sketch();
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      sketch.addBin(in.readInt(), in.readLong());
    }
    for (int n = in.readCount(Double.BYTES + Long.BYTES); n > 0; n--) {
      sketch.addBeyond(in.readDouble(), in.readLong());
    }
    return sketch;
  }
}
