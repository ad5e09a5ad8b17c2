package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.fusion.settings.ConfigValues.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedConfigTest {
  private static final Path CONFIGS = Repository.root().resolve("configs");

  @Test
  void nothingIsFound() {
    assertThat(ConfigLint.lint(CONFIGS).findings()).isEmpty();
  }

  @Test
  void everyKeyOfFusionBridgeAndGainsIsGivenWithItsDefault() {
    LumenSettings shipped = SettingsLoader.load(CONFIGS);
    LumenSettings defaults = LumenSettings.defaults();
    assertThat(shipped.fusion()).isEqualTo(defaults.fusion());
    assertThat(shipped.bridge()).isEqualTo(defaults.bridge());
    assertThat(shipped.risk()).isEqualTo(defaults.risk());
    assertThat(SettingsLoader.read(CONFIGS).all())
        .filteredOn(setting -> !setting.path().matches("(sources|outputs|control)\\..*"))
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

    LoadedConfig config = SettingsLoader.readTexts("", Map.of(ConfigFile.SENSORS, text));

    assertThat(config.usable()).as(config.findings().toString()).isTrue();
    SensorsFile sensors = config.settings().orElseThrow().sensors();
    assertThat(sensors.streams()).hasSize(5);
    assertThat(sensors.sources().get("chest_belt").rateHz()).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(ConfigFile.class)
  void everyKeyOfTheCatalogueHasAMeaningThatIsASentence(ConfigFile file) {
    for (Setting setting : SettingsLoader.readTexts("", Map.of()).of(file).all()) {
      assertThat(setting.key().meaning()).as(setting.path()).matches("(?s)[A-Z a-z].*\\.");
    }
  }
}
