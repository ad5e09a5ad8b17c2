package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.settings.Finding.Severity;

/**
 * What was read from a config folder: the effective values of every file and all findings.
 *
 * @param values the effective values; keys with errors hold their defaults
 * @param surface the gain surface
 * @param evidence the rules of the two files of rules; those with errors are left out
 * @param findings in the order of files and lines
 */
record LoadedConfig(
    Map<ConfigFile, ConfigValues> values,
    GainSurfaceFile surface,
    EvidenceRules evidence,
    List<Finding> findings) {

  LoadedConfig {
    values = new EnumMap<>(values);
    findings = List.copyOf(findings);
  }

  ConfigValues of(ConfigFile file) {
    return values.get(file);
  }

  boolean usable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Every effective value, in the order of files and keys. */
  List<ConfigValues.Setting> all() {
    List<ConfigValues.Setting> all = new ArrayList<>();
    values.values().forEach(file -> all.addAll(file.all()));
    return all;
  }

  /** The settings, if there is no error. */
  Optional<LumenSettings> settings() {
    if (!usable()) {
      return Optional.empty();
    }
    FusionFile fusion = SettingsRecords.fusion(of(ConfigFile.FUSION));
    SensorsFile sensors = SettingsRecords.sensors(of(ConfigFile.SENSORS), fusion.clip());
    return Optional.of(
        new LumenSettings(
            fusion,
            sensors,
            SettingsRecords.bridge(of(ConfigFile.BRIDGE)),
            SettingsRecords.risk(of(ConfigFile.RISK_AUTOTUNE)),
            surface.surface(),
            evidence,
            ShapingSettings.of(of(ConfigFile.FUSION), fusion, sensors)));
  }
}
