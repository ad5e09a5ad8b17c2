package lumen.overlay.flagd;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateChanges;
import lumen.settings.Numbers;

/** Flags as the text of {@code overlay_flags.yaml}: every key, an overlay a line. */
public final class FlagsYaml {
  private FlagsYaml() {}

  /** The text, with its last line ended. */
  public static String of(FlagSet flags) {
    StringBuilder text = new StringBuilder(256);
    text.append("baseline_only: ").append(flags.features().baselineOnly()).append('\n');
    text.append("only: ").append(list(flags.features().only())).append('\n');
    text.append(flags.overlays().isEmpty() ? "overlays: {}\n" : "overlays:\n");
    for (OverlayFlag overlay : flags.overlays()) {
      text.append("  ").append(quoted(overlay.name())).append(": {scenarios: ");
      text.append(list(overlay.scenarios()));
      text.append(", min_confidence: ").append(Numbers.text(overlay.minConfidence()));
      text.append(", rollout_percent: ").append(Numbers.text(overlay.rolloutPercent()));
      text.append(", enabled: ").append(overlay.enabled());
      text.append(", bucket_name: ").append(quoted(overlay.bucketName()));
      text.append(", gates: {").append(gates(overlay.gates())).append("}}\n");
    }
    return text.toString();
  }

  private static String gates(GateChanges changes) {
    StringBuilder text = new StringBuilder();
    String open = "";
    for (Map.Entry<String, Double> change : changes.values().entrySet()) {
      String path = change.getKey();
      int dot = path.indexOf('.');
      String inside = dot < 0 ? "" : path.substring(0, dot);
      boolean same = inside.equals(open);
      text.append(same || open.isEmpty() ? "" : "}").append(text.isEmpty() ? "" : ", ");
      text.append(same ? "" : inside + ": {").append(path.substring(dot + 1)).append(": ");
      text.append(change.getValue().isNaN() ? "null" : Numbers.text(change.getValue()));
      open = inside;
    }
    return text.append(open.isEmpty() ? "" : "}").toString();
  }

  private static String list(List<String> texts) {
    return texts.stream().map(FlagsYaml::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A text of JSON is one of YAML. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
