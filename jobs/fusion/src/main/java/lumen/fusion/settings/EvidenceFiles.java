package lumen.fusion.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lumen.fusion.evidence.EvidenceRules;
import lumen.settings.Finding;
import lumen.settings.LoadedConfig;
import lumen.settings.Numbers;

/**
 * The rules of evidence as texts: those of {@code evidence/risk_map.yaml} and {@code
 * evidence/quote_rules.yaml}, from a folder or from a command.
 */
public final class EvidenceFiles {
  private EvidenceFiles() {}

  /**
   * The rules of two texts.
   *
   * @param riskMap text of risk_map.yaml; without content the default rules
   * @param quoteRules text of quote_rules.yaml; without content the default rules
   * @param repeatS what {@code repeat_s} is for rules that do not say, seconds, 1 to 86400
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static EvidenceRules read(String riskMap, String quoteRules, double repeatS) {
    return load(riskMap, quoteRules, repeatS).orThrow().evidence();
  }

  /** Everything that is wrong with the two texts; nothing if they can be used. */
  public static List<String> findings(String riskMap, String quoteRules) {
    return load(riskMap, quoteRules, 60).findings().stream().map(Finding::toString).toList();
  }

  private static LoadedConfig<LumenSettings> load(
      String riskMap, String quoteRules, double repeatS) {
    return SettingsLoader.readTexts(
        "",
        Map.of(
            ConfigFile.FUSION,
            "evidence: {repeat_s: " + Numbers.text(repeatS) + "}",
            ConfigFile.RISK_MAP,
            riskMap,
            ConfigFile.QUOTE_RULES,
            quoteRules));
  }

  /** The text that a file of rules holds if it is left out: the one that is shipped. */
  static String standardText(String fileName) {
    String name = fileName.substring(fileName.indexOf('/') + 1);
    try (InputStream in = EvidenceFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the default rules must be on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the default rules must be readable: " + name, e);
    }
  }
}
