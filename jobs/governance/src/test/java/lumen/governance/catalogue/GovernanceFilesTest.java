package lumen.governance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.governance.settings.GovernanceSettings;
import lumen.settings.ConfigReference;
import lumen.settings.ConfigSchema;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;

/** The files made from the key catalogue; run with -Dlumen.regenerate=true to make them anew. */
class GovernanceFilesTest {
  private static final Path ROOT = Path.of("../..");

  private static void compare(Path file, String text) throws IOException {
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/governance -am test -Dlumen.regenerate=true")
        .hasContent(text);
  }

  @Test
  void referencePageIsThatOfTheCatalogue() throws IOException {
    compare(
        ROOT.resolve("docs/governance-config.md"),
        ConfigReference.markdown(GovernanceCatalogue.CATALOGUE));
  }

  @Test
  void schemaIsThatOfTheCatalogue() throws IOException {
    GovernanceConfigFile file = GovernanceConfigFile.GOVERNANCE;
    compare(ROOT.resolve("configs/schemas").resolve(file.schemaName()), ConfigSchema.text(file));
  }

  /** The shipped file tells every key that has a default, and its default. */
  @Test
  void shippedFileHoldsTheDefaults() {
    LoadedConfig<GovernanceSettings> shipped =
        GovernanceCatalogue.CATALOGUE.read(ROOT.resolve("configs"));
    assertThat(shipped.findings()).isEmpty();
    assertThat(shipped.orThrow()).isEqualTo(GovernanceCatalogue.defaults());
    assertThat(shipped.of(GovernanceConfigFile.GOVERNANCE).all())
        .filteredOn(setting -> setting.origin().standard())
        .extracting(Setting::path)
        .containsExactlyInAnyOrder("roi.miss_cost", "maturity.cost.curve");
  }
}
