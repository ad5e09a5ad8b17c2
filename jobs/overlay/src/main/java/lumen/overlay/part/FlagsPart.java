package lumen.overlay.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateChanges;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How flags are kept that a command set, or will set. */
public final class FlagsPart {
  private FlagsPart() {}

  /** Writes them. */
  public static void write(FlagSet flags, StateWriter out) throws IOException {
    write(flags.features(), out);
    out.writeInt(flags.overlays().size());
    for (OverlayFlag overlay : flags.overlays()) {
      out.writeText(overlay.name());
      texts(overlay.scenarios(), out);
      out.writeDouble(overlay.minConfidence());
      out.writeDouble(overlay.rolloutPercent());
      out.writeBoolean(overlay.enabled());
      out.writeText(overlay.bucketName());
      out.writeInt(overlay.gates().values().size());
      for (Map.Entry<String, Double> change : overlay.gates().values().entrySet()) {
        out.writeUTF(change.getKey());
        out.writeDouble(change.getValue());
      }
    }
  }

  /** Reads them. */
  public static FlagSet read(StateReader in) throws IOException {
    Features features = readFeatures(in);
    List<OverlayFlag> overlays = new ArrayList<>();
    for (int n = in.readCount(20); n > 0; n--) {
      overlays.add(
          new OverlayFlag(
              in.readText(),
              texts(in),
              in.readDouble(),
              in.readDouble(),
              in.readBoolean(),
              in.readText(),
              gates(in)));
    }
    return new FlagSet(features, overlays);
  }

  /** Writes the switches alone. */
  public static void write(Features features, StateWriter out) throws IOException {
    out.writeBoolean(features.baselineOnly());
    texts(features.only(), out);
  }

  /** Reads the switches alone. */
  public static Features readFeatures(StateReader in) throws IOException {
    return new Features(in.readBoolean(), texts(in));
  }

  private static GateChanges gates(StateReader in) throws IOException {
    Map<String, Double> changes = new LinkedHashMap<>();
    for (int n = in.readCount(10); n > 0; n--) {
      changes.put(in.readUTF(), in.readDouble());
    }
    return new GateChanges(changes);
  }

  private static void texts(List<String> texts, StateWriter out) {
    out.writeInt(texts.size());
    texts.forEach(out::writeText);
  }

  private static List<String> texts(StateReader in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int n = in.readCount(4); n > 0; n--) {
      texts.add(in.readText());
    }
    return texts;
  }
}
