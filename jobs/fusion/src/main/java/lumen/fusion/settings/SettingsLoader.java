package lumen.fusion.settings;

import java.nio.file.Path;
import java.util.Map;
import lumen.settings.LoadedConfig;

/** The settings of a config folder. */
public final class SettingsLoader {
  private static final LumenSettings DEFAULTS = readTexts("", Map.of()).orThrow();

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
    return read(folder).orThrow();
  }

  /**
   * One {@code risk_autotune.yaml} by itself. Keys that it leaves out hold their defaults.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static RiskAutotuneFile riskAutotune(Path file) {
    return FusionCatalogue.CATALOGUE.readOne(ConfigFile.RISK_AUTOTUNE, file).orThrow().risk();
  }

  /** What a folder holds, with everything that is to be said about it. */
  static LoadedConfig<LumenSettings> read(Path folder) {
    return FusionCatalogue.CATALOGUE.read(folder);
  }

  /** What the given texts hold; files without a text hold their defaults. */
  static LoadedConfig<LumenSettings> readTexts(String folder, Map<ConfigFile, String> texts) {
    return FusionCatalogue.CATALOGUE.readTexts(folder, texts);
  }
}
