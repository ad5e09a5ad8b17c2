package lumen.overlay.flag;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.overlay.gate.GateChanges;
import lumen.runtime.lines.JsonLine;

/**
 * The canonical text of flags, and the hash by which decisions name them: one line of JSON with all
 * keys in one order, each number a double, of the gates only what was given.
 */
public final class FlagSetText {
  private static final int SHOWN_DIGITS = 8;

  private FlagSetText() {}

  /** The first 8 hexadecimal digits of the SHA-256 of the canonical text. */
  public static String hash(FlagSet flags) {
    try {
      byte[] text = text(flags).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The canonical text. */
  public static String text(FlagSet flags) {
    JsonLine overlays = new JsonLine();
    flags.overlays().forEach(overlay -> overlays.raw(escaped(overlay.name()), text(overlay)));
    return new JsonLine()
        .flag("baseline_only", flags.features().baselineOnly())
        .raw("only", list(flags.features().only()))
        .raw("overlays", overlays.end())
        .end();
  }

  private static String text(OverlayFlag overlay) {
    return new JsonLine()
        .raw("scenarios", list(overlay.scenarios()))
        .number("min_confidence", overlay.minConfidence())
        .number("rollout_percent", overlay.rolloutPercent())
        .flag("enabled", overlay.enabled())
        .text("bucket_name", overlay.bucketName())
        .raw("gates", gates(overlay.gates()))
        .end();
  }

  private static String gates(GateChanges changes) {
    JsonLine gates = new JsonLine();
    JsonLine section = null;
    String open = "";
    for (Map.Entry<String, Double> change : changes.values().entrySet()) {
      String path = change.getKey();
      int dot = path.indexOf('.');
      String inside = dot < 0 ? "" : path.substring(0, dot);
      if (!inside.equals(open) && section != null) {
        gates.raw(open, section.end());
        section = null;
      }
      open = inside;
      if (dot < 0) {
        gates.number(path, (double) change.getValue());
      } else {
        section = section == null ? new JsonLine() : section;
        section.number(path.substring(dot + 1), (double) change.getValue());
      }
    }
    return section == null ? gates.end() : gates.raw(open, section.end()).end();
  }

  private static String list(List<String> texts) {
    return texts.stream()
        .map(text -> '"' + escaped(text) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
