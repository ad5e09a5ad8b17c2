package lumen.overlay.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateChanges;
import lumen.overlay.gate.GateSettings;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Findings;
import lumen.settings.KeyPath;

/** Makes flags of what was read of {@code overlay_flags.yaml}, and finds what is wrong between. */
final class FlagSetReader {
  private static final double THOUSANDTHS = 1_000;

  private final ConfigValues values;
  private final Findings findings;

  FlagSetReader(ConfigReading reading) {
    values = reading.of(OverlayConfigFile.FLAGS);
    findings = reading.findings(OverlayConfigFile.FLAGS);
  }

  /** Finds what no key alone can tell. */
  void check() {
    List<String> names = values.members("overlays");
    for (String name : names) {
      String path = KeyPath.join("overlays", name);
      if (list(path + ".scenarios").isEmpty() && !findings.unusable(path + ".scenarios")) {
        error(path + ".scenarios", "must have a scenario, is empty");
      }
      double percent = values.real(path + ".rollout_percent");
      double thousandths = Math.rint(percent * THOUSANDTHS);
      if (thousandths / THOUSANDTHS != percent) {
        error(
            path + ".rollout_percent",
            "must have at most three decimals, is " + values.at(path + ".rollout_percent").text());
      }
    }
    for (String name : list("only")) {
      if (!names.contains(name)) {
        error("only", "must name overlays, one of " + String.join(", ", names) + ", has " + name);
      }
    }
  }

  /** Finds gates that block before they warn, once they are merged with those of all. */
  void check(GateSettings gates) {
    for (String name : values.members("overlays")) {
      String path = KeyPath.join("overlays", name) + ".gates";
      GateSettings merged = gates.with(changes(path));
      pair(
          path + ".tokens.",
          "warn_percent",
          "block_percent",
          merged.tokens().warnPercent(),
          merged.tokens().blockPercent());
      pair(
          path + ".latency.",
          "warn_ms",
          "block_ms",
          (double) merged.latency().warnMs(),
          (double) merged.latency().blockMs());
      pair(path + ".quality.", "warn", "block", merged.quality().warn(), merged.quality().block());
    }
  }

  private void pair(String section, String low, String high, double warn, double block) {
    if (warn > block) {
      Setting own = values.at(section + low);
      Setting told = own.origin().standard() ? values.at(section + high) : own;
      String facts = low + '=' + warn + ' ' + high + '=' + block;
      findings.error(
          told.begin(),
          told.path(),
          "must have " + low + " <= " + high + ", with what overlay.yaml has: " + facts);
    }
  }

  private void error(String path, String message) {
    findings.error(values.at(path).begin(), path, message);
  }

  /** The flags, where there is no error. */
  FlagSet flags() {
    List<OverlayFlag> overlays = new ArrayList<>();
    for (String name : values.members("overlays")) {
      String path = KeyPath.join("overlays", name);
      String bucketName = values.text(path + ".bucket_name");
      overlays.add(
          new OverlayFlag(
              name,
              list(path + ".scenarios"),
              values.real(path + ".min_confidence"),
              values.real(path + ".rollout_percent"),
              values.flag(path + ".enabled"),
              bucketName.isEmpty() ? name : bucketName,
              changes(path + ".gates")));
    }
    return new FlagSet(new Features(values.flag("baseline_only"), list("only")), overlays);
  }

  private GateChanges changes(String path) {
    Map<String, Double> changes = new LinkedHashMap<>();
    for (String key : GateChanges.KEYS) {
      Setting setting = values.at(path + '.' + key);
      if (!setting.origin().standard()) {
        changes.put(key, values.real(setting.path()));
      }
    }
    return new GateChanges(changes);
  }

  private List<String> list(String path) {
    return Optional.ofNullable((List<?>) values.at(path).value()).orElse(List.of()).stream()
        .map(String.class::cast)
        .toList();
  }
}
