package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.fusion.evidence.RiskRule;
import lumen.settings.ConfigLint;
import lumen.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> findings() {
    String prefix = folder + folder.getFileSystem().getSeparator();
    return ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).findings().stream()
        .map(finding -> finding.toString().replace(prefix, ""))
        .toList();
  }

  @Test
  void emptyFolderHoldsTheDefaults() {
    assertThat(SettingsLoader.load(folder)).isEqualTo(LumenSettings.defaults());
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).text())
        .isEqualToNormalizingNewlines("0 errors, 0 warnings: no file, all defaults\n");
  }

  @Test
  void missingFolderAndFileInItsPlaceAreRefused() throws IOException {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> SettingsLoader.load(missing))
        .isInstanceOf(SettingsException.class)
        .hasMessage(missing + ": must be a folder, does not exist");
    Path file = write("file", "");
    assertThatThrownBy(() -> SettingsLoader.load(file))
        .hasMessage(file + ": must be a folder, is a file");
  }

  @Test
  void exceptionCarriesEveryFinding() throws IOException {
    write("fusion.yaml", "clip: {p_low: 7}\nband: {taps: 2}\nweights: {ure: 0.8}\n");
    assertThatThrownBy(() -> SettingsLoader.load(folder))
        .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.findings()).hasSize(3))
        .hasMessageContaining("fusion.yaml:1:15 clip.p_low")
        .hasMessageContaining("fusion.yaml:2:14 band.taps");
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreRead() throws IOException {
    write("fusion.yaml", "\ufeffclip:\r\n  p_low: 0.02\r\n  p_hihg: 1\r\n");
    assertThat(findings())
        .containsExactly(
            "fusion.yaml:3:3 clip.p_hihg: must be a known key, is \"p_hihg\"; did you mean"
                + " p_high?");
  }

  @Test
  void bytesThatAreNotUtf8AreReportedWhereTheyStand() throws IOException {
    Files.write(
        folder.resolve("fusion.yaml"),
        "clip: {}\n# f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(findings()).containsExactly("fusion.yaml:2:4 must be UTF-8, is the byte 0xFC here");
  }

  @Test
  void utf16IsRefused() throws IOException {
    Files.write(folder.resolve("fusion.yaml"), "clip: {}\n".getBytes(StandardCharsets.UTF_16));
    assertThat(findings()).containsExactly("fusion.yaml:1:1 must be UTF-8, is the byte 0xFE here");
  }

  @Test
  void hugeFileIsNotRead() throws IOException {
    write("sensors.yaml", "#".repeat((1 << 20) + 1));
    assertThat(findings())
        .containsExactly("sensors.yaml: must have at most 1048576 bytes, has 1048577");
  }

  @Test
  void folderInPlaceOfAFileIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("bridge.yaml"));
    assertThat(findings()).containsExactly("bridge.yaml: must be a file, is a folder");
  }

  @Test
  void rulesAreReadFromTheFolderWithinAndTheirMistakesReported() throws IOException {
    Files.createDirectory(folder.resolve("evidence"));
    write("evidence/risk_map.yaml", "- if: phase_diff > 1\n  risk: far\n");
    assertThat(SettingsLoader.load(folder).evidence().risks())
        .extracting(RiskRule::id)
        .containsExactly("far");
    assertThat(SettingsLoader.load(folder).evidence().quotes())
        .isEqualTo(LumenSettings.defaults().evidence().quotes());
    write("evidence/risk_map.yaml", "\ufeff- if: phase_dif > 1\r\n  risk: far\r\n");
    write("evidence/quote_rule.yml", "");
    write("risk_map.yaml", "");
    assertThat(findings())
        .containsExactly(
            "risk_map.yaml: warning: is not read; did you mean evidence/risk_map.yaml?",
            "evidence/quote_rule.yml: warning: is not read; did you mean"
                + " evidence/quote_rules.yaml?",
            "evidence/risk_map.yaml:1:7 [0].if: must be a field, is phase_dif; did you mean"
                + " phase_diff?");
  }

  @Test
  void misspeltFileIsAWarning() throws IOException {
    write("fusion.yml", "");
    write("sensor.yaml", "");
    write("rules.yaml", "");
    assertThat(findings())
        .containsExactly(
            "fusion.yml: warning: is not read; did you mean fusion.yaml?",
            "sensor.yaml: warning: is not read; did you mean sensors.yaml?");
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).ok()).isTrue();
  }
}
