package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.fusion.evidence.Action;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.evidence.QuoteRule;
import lumen.fusion.evidence.RiskRule;
import lumen.settings.ConfigLint;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedConfigTest {
  private static final Path CONFIGS = Repository.root().resolve("configs");

  @Test
  void nothingIsFound() {
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, CONFIGS).findings()).isEmpty();
  }

  @Test
  void everyKeyOfFusionBridgeAndGainsIsGivenWithItsDefault() {
    LumenSettings shipped = SettingsLoader.load(CONFIGS);
    LumenSettings defaults = LumenSettings.defaults();
    assertThat(shipped.fusion()).isEqualTo(defaults.fusion());
    assertThat(shipped.bridge()).isEqualTo(defaults.bridge());
    assertThat(shipped.risk()).isEqualTo(defaults.risk());
    assertThat(shipped.evidence()).isEqualTo(defaults.evidence());
    assertThat(SettingsLoader.read(CONFIGS).all())
        .filteredOn(setting -> !setting.path().matches("(sources|outputs|control)\\..*|\\[.*"))
        .allSatisfy(setting -> assertThat(setting.origin().text()).isNotEqualTo("default"));
  }

  @Test
  void sensorsKnowTheReference() {
    SourceSettings ure = SettingsLoader.load(CONFIGS).source("ure");
    assertThat(ure.role()).isEqualTo(SourceSettings.Role.URE);
  }

  /** The examples in comments are what people copy. */
  @Test
  void commentedExamplesOfSensorsAreAccepted() throws IOException {
    List<String> lines = Files.readAllLines(CONFIGS.resolve("sensors.yaml"));
    String streams =
        lines.stream()
            .filter(line -> line.startsWith("#   - {") && !line.contains("type: file"))
            .map(line -> line.substring(2))
            .collect(Collectors.joining("\n"));
    int from = lines.indexOf("#   chest_belt:");
    String source =
        lines.subList(from, lines.indexOf("sources:")).stream()
            .map(line -> line.substring(2))
            .collect(Collectors.joining("\n"));
    String text = "streams:\n" + streams + "\nsources:\n" + source + "\n";

    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts("", Map.of(ConfigFile.SENSORS, text));

    assertThat(config.usable()).as(config.findings().toString()).isTrue();
    SensorsFile sensors = config.settings().orElseThrow().sensors();
    assertThat(sensors.streams()).hasSize(6);
    assertThat(sensors.sources().find("chest_belt").rateHz()).isEqualTo(100);
  }

  @Test
  void commentedExamplesOfRulesAreAccepted() throws IOException {
    String risks = example("evidence/risk_map.yaml");
    String quotes = example("evidence/quote_rules.yaml");
    EvidenceRules rules = EvidenceFiles.read(risks, quotes, 60);
    assertThat(rules.risks()).extracting(RiskRule::id).containsExactly("phase_unsteady_90s");
    assertThat(rules.risks().get(0).repeatMicros()).isEqualTo(300_000_000);
    assertThat(rules.quotes())
        .containsExactly(
            new QuoteRule("sensor_off", "sensor fell off", "A sensor fell off.", true));
  }

  private static String example(String file) throws IOException {
    return Files.readAllLines(CONFIGS.resolve(file)).stream()
        .filter(line -> line.startsWith("#   "))
        .map(line -> line.substring(2))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void shippedRulesAreThoseOfTheDesign() {
    EvidenceRules rules = SettingsLoader.load(CONFIGS).evidence();
    assertThat(rules.risks())
        .extracting(RiskRule::id)
        .containsExactly(
            "sync_degradation",
            "coherence_loss",
            "entropy_high",
            "reference_lost",
            "stream_loss",
            "rollback_near");
    RiskRule sync = rules.risks().get(0);
    assertThat(sync.condition()).hasToString("phase_diff > 0.025 and entropy_ratio > 0.18");
    assertThat(Action.text(sync.actions())).isEqualTo("increase kd by 0.02; alert warn");
    assertThat(sync.repeatMicros()).isEqualTo(60_000_000);
    assertThat(rules.quotes())
        .extracting(QuoteRule::id)
        .contains("coherence-improves-with-lower-entropy");
  }

  @ParameterizedTest
  @EnumSource(ConfigFile.class)
  void everyKeyOfTheCatalogueHasAMeaningThatIsASentence(ConfigFile file) {
    for (Setting setting : SettingsLoader.readTexts("", Map.of()).of(file).all()) {
      assertThat(setting.key().meaning()).as(setting.path()).matches("(?s)[A-Z a-z].*\\.");
    }
  }
}
