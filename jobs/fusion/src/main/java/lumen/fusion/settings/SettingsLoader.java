package lumen.fusion.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.settings.ConfigValues.Setting;

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
    for (ConfigFile other : ConfigFile.values()) {
      findings.put(other, new Findings(other.fileName()));
    }
    Findings ofFile = new Findings(file.toString());
    findings.put(ConfigFile.RISK_AUTOTUNE, ofFile);
    Map<ConfigFile, String> texts = new EnumMap<>(ConfigFile.class);
    ConfigFolder.required(file, ofFile)
        .ifPresent(text -> texts.put(ConfigFile.RISK_AUTOTUNE, text));
    LoadedConfig config = check(texts, findings);
    return config.settings().orElseThrow(() -> new SettingsException(config.findings())).risk();
  }

  /** What a folder holds, with everything that is to be said about it. */
  static LoadedConfig read(Path folder) {
    return ConfigFolder.read(folder);
  }

  /** What the given texts hold; files without a text hold their defaults. */
  static LoadedConfig readTexts(String folder, Map<ConfigFile, String> texts) {
    Map<ConfigFile, Findings> findings = new EnumMap<>(ConfigFile.class);
    for (ConfigFile file : ConfigFile.values()) {
      findings.put(file, new Findings(folder + file.fileName()));
    }
    return check(texts, findings);
  }

  /** What texts hold, with what was found about their files before. */
  static LoadedConfig check(Map<ConfigFile, String> texts, Map<ConfigFile, Findings> findings) {
    Map<ConfigFile, ConfigValues> values = new EnumMap<>(ConfigFile.class);
    for (ConfigFile file : ConfigFile.values()) {
      values.put(file, values(file, texts.get(file), findings.get(file), values));
    }
    new Rules(values, findings).check();
    EvidenceRules evidence = new RuleCompiler(values, findings, texts).compile();
    List<Finding> all = new ArrayList<>();
    findings.values().forEach(ofFile -> all.addAll(ofFile.sorted()));
    return new LoadedConfig(values, GainSurfaceFile.NONE, evidence, all);
  }

  private static ConfigValues values(
      ConfigFile file, String text, Findings findings, Map<ConfigFile, ConfigValues> before) {
    Function<String, Setting> fusion = path -> before.get(ConfigFile.FUSION).at(path);
    Optional<YamlNode> document = text == null ? Optional.empty() : YamlReader.read(text, findings);
    if (document.isPresent() || !file.isList()) {
      return new SectionReader(file, findings, fusion).read(document);
    }
    Findings ofShipped = new Findings(file.fileName());
    Optional<YamlNode> shipped = YamlReader.read(EvidenceFiles.standardText(file), ofShipped);
    return new SectionReader(file, ofShipped, fusion).read(shipped).asStandard();
  }
}
