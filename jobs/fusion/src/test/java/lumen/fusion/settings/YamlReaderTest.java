package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lumen.settings.Finding;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what a YAML file should be. */
class YamlReaderTest {
  private static LoadedConfig<LumenSettings> read(String text) {
    return SettingsLoader.readTexts("", Map.of(ConfigFile.FUSION, text));
  }

  private static List<String> findings(String text) {
    return read(text).findings().stream().map(Finding::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~", "clip:\n", "{}"})
  void fileWithoutContentHoldsTheDefaults(String text) {
    assertThat(findings(text)).isEmpty();
    assertThat(read(text).settings()).contains(LumenSettings.defaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-3", "1.0e-05", "1E-3", ".5", "5e-1", "+0.5", "0.50", "1e0"})
  void decimalNumbersAreNumbersHoweverTheyAreWritten(String number) {
    LoadedConfig<LumenSettings> config = read("fusion: {target_harmony: " + number + "}");
    assertThat(config.findings()).isEmpty();
    assertThat(config.settings().orElseThrow().fusion().fusion().targetHarmony())
        .isEqualTo(Double.parseDouble(number));
  }

  @Test
  void leadingZeroIsNoOctal() {
    assertThat(read("clip: {min_samples: 010}").settings().orElseThrow().fusion().clip())
        .extracting(FusionFile.Clip::minSamples)
        .isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "1_000", "1:30", "yes", "1e", "--1", "1 2"})
  void whatYamlElseTakesForANumberIsNone(String text) {
    assertThat(findings("clip: {min_samples: " + text + "}"))
        .containsExactly(
            "fusion.yaml:1:21 clip.min_samples: must be a whole number from 1 to 1000000, is \""
                + text
                + '"');
  }

  @Test
  void indentingByTabsIsExplained() {
    assertThat(findings("clip:\n\tp_low: 0.1\n"))
        .containsExactly(
            "fusion.yaml:2:1 must be YAML: a line is indented by a tab, indent by spaces");
    assertThat(findings("clip:\n  p_low: 0.1\n\tp_high: 0.2\n"))
        .containsExactly(
            "fusion.yaml:3:1 must be YAML: a line is indented by a tab, indent by spaces");
  }

  @Test
  void brokenSyntaxIsReportedWhereItBreaks() {
    assertThat(findings("clip: {p_low: 0.1\nband: {}\n"))
        .singleElement()
        .asString()
        .startsWith("fusion.yaml:2:5 must be YAML: ");
  }

  @Test
  void duplicateKeyIsRefusedAtItsSecondPlace() {
    assertThat(findings("clip:\n  p_low: 0.1\n  p_low: 0.2\nclip: {}\n"))
        .containsExactly(
            "fusion.yaml:3:3 clip.p_low: must be given once, is also in line 2",
            "fusion.yaml:4:1 clip: must be given once, is also in line 1");
  }

  @Test
  void anchorsBombIsRefusedAtItsFirstAnchor() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    assertThat(findings(bomb.toString()))
        .containsExactly("fusion.yaml:1:5 must be without anchors (&name): write the value out");
    assertThat(findings("clip: *other\n")).singleElement().asString().contains("aliases (*name)");
  }

  @Test
  void tagsAreRefusedAndConstructNothing() {
    assertThat(findings("clip: !!javax.script.ScriptEngineManager [x]\n"))
        .containsExactly(
            "fusion.yaml:1:7 must be without tags, is tagged"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
  }

  @Test
  void deepNestingIsRefusedBeforeItIsRead() {
    assertThat(findings("clip: " + "[".repeat(100_000)))
        .singleElement()
        .asString()
        .endsWith("must be nested at most 16 deep, is deeper");
  }

  @Test
  void secondDocumentIsRefused() {
    assertThat(findings("clip: {}\n---\nband: {}\n"))
        .containsExactly("fusion.yaml:2:1 must hold one document, a second one begins here");
  }

  @Test
  void keyThatIsAListIsRefused() {
    assertThat(findings("? [a, b]\n: 1\n"))
        .containsExactly("fusion.yaml:1:3 must be a key, is a list or section");
  }

  @Test
  void mergeKeyIsAnUnknownKey() {
    assertThat(findings("clip: {<<: {p_low: 0.1}}\n"))
        .singleElement()
        .asString()
        .startsWith("fusion.yaml:1:8 clip.\"<<\": must be a known key");
  }

  @Test
  void unprintableCharacterIsReportedWhereItStands() {
    assertThat(findings("clip:\n  p_low: \u0007\n"))
        .containsExactly("fusion.yaml:2:10 must be printable text, is the character U+0007");
  }
}
