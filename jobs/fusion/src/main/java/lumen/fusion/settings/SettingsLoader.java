package lumen.fusion.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a config folder: every file, every key and the rules between keys, all errors at once. */
public final class SettingsLoader {
  private static final LumenSettings DEFAULTS = readTexts("", Map.of()).settings().orElseThrow();

  private SettingsLoader() {}

  /** The settings of a folder without files. */
  static LumenSettings defaults() {
    return DEFAULTS;
  }

  /**
   * The settings of a folder. Files and keys that it leaves out hold their defaults.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static LumenSettings load(Path folder) {
    LoadedConfig config = read(folder);
    return config.settings().orElseThrow(() -> new SettingsException(config.findings()));
  }

  /**
   * One {@code risk_autotune.yaml} by itself. Keys that it leaves out hold their defaults.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static RiskAutotuneFile riskAutotune(Path file) {
    Map<ConfigFile, Findings> findings = new EnumMap<>(ConfigFile.class);
    Map<ConfigFile, Optional<YamlNode>> documents = new EnumMap<>(ConfigFile.class);
    for (ConfigFile other : ConfigFile.values()) {
      findings.put(other, new Findings(other.fileName()));
      documents.put(other, Optional.empty());
    }
    Findings ofFile = new Findings(file.toString());
    findings.put(ConfigFile.RISK_AUTOTUNE, ofFile);
    documents.put(ConfigFile.RISK_AUTOTUNE, ConfigFolder.document(file, ofFile));
    LoadedConfig config = check(documents, findings);
    return config.settings().orElseThrow(() -> new SettingsException(config.findings())).risk();
  }

  /** What a folder holds, with everything that is to be said about it. */
  static LoadedConfig read(Path folder) {
    return ConfigFolder.read(folder);
  }

  /** What the given texts hold; files without a text hold their defaults. */
  static LoadedConfig readTexts(String folder, Map<ConfigFile, String> texts) {
    Map<ConfigFile, Findings> findings = new EnumMap<>(ConfigFile.class);
    Map<ConfigFile, Optional<YamlNode>> documents = new EnumMap<>(ConfigFile.class);
    for (ConfigFile file : ConfigFile.values()) {
      Findings ofFile = new Findings(folder + file.fileName());
      findings.put(file, ofFile);
      String text = texts.get(file);
      documents.put(file, text == null ? Optional.empty() : YamlReader.read(text, ofFile));
    }
    return check(documents, findings);
  }

  static LoadedConfig check(
      Map<ConfigFile, Optional<YamlNode>> documents, Map<ConfigFile, Findings> findings) {
    Map<ConfigFile, ConfigValues> values = new EnumMap<>(ConfigFile.class);
    for (ConfigFile file : ConfigFile.values()) {
      SectionReader reader =
          new SectionReader(
              file, findings.get(file), path -> values.get(ConfigFile.FUSION).at(path));
      values.put(file, reader.read(documents.get(file)));
    }
    new Rules(values, findings).check();
    List<Finding> all = new ArrayList<>();
    findings.values().forEach(ofFile -> all.addAll(ofFile.sorted()));
    return new LoadedConfig(values, all);
  }
}
