package lumen.overlay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.overlay.flag.FlagSetText;
import lumen.overlay.flag.OverlayFlag;
import lumen.settings.ConfigLint;
import lumen.settings.ConfigReference;
import lumen.settings.ConfigSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shipped files of the job, and those made from its key catalogue; run with
 * -Dlumen.regenerate=true to make the latter anew.
 */
class OverlayFilesTest {
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("jobs/overlay/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static final Path CONFIGS = root().resolve("configs");

  @Test
  void nothingIsFound() {
    assertThat(ConfigLint.lint(OverlayCatalogue.CATALOGUE, CONFIGS).findings()).isEmpty();
  }

  @Test
  void everyKeyIsGivenWithItsDefault() {
    OverlaySettings shipped = OverlayCatalogue.CATALOGUE.read(CONFIGS).orThrow();
    assertThat(shipped.file()).isEqualTo(OverlayCatalogue.defaults().file());
    for (OverlayConfigFile file : OverlayConfigFile.values()) {
      assertThat(OverlayCatalogue.CATALOGUE.read(CONFIGS).of(file).all())
          .filteredOn(setting -> !setting.path().matches("overlays\\.[^.]+\\.gates\\..*"))
          .isNotEmpty()
          .allSatisfy(
              setting ->
                  assertThat(setting.origin().text()).as(setting.path()).isNotEqualTo("default"));
    }
  }

  /** The example of the page, whose hash stands in the decisions made with it. */
  @Test
  void shippedFlagsAreTheExample() {
    OverlaySettings shipped = OverlayCatalogue.CATALOGUE.read(CONFIGS).orThrow();
    assertThat(shipped.flags().overlays())
        .extracting(OverlayFlag::name)
        .containsExactly("rollback_first");
    assertThat(FlagSetText.hash(shipped.flags())).isEqualTo("a130a3ff");
  }

  @ParameterizedTest
  @EnumSource(OverlayConfigFile.class)
  void schemasAreThoseOfTheCatalogue(OverlayConfigFile file) throws IOException {
    compare(CONFIGS.resolve("schemas").resolve(file.schemaName()), ConfigSchema.text(file));
  }

  @Test
  void referencePageIsThatOfTheCatalogue() throws IOException {
    compare(
        root().resolve("docs/overlay-config.md"),
        ConfigReference.markdown(OverlayCatalogue.CATALOGUE));
  }

  @Test
  void everyMeaningIsASentence() {
    for (OverlayConfigFile file : OverlayConfigFile.values()) {
      List<String> meanings =
          OverlayCatalogue.CATALOGUE.read(CONFIGS).of(file).all().stream()
              .map(setting -> setting.key().meaning())
              .toList();
      assertThat(meanings).allMatch(meaning -> meaning.matches("(?s)[A-Za-z].*\\."));
    }
  }

  private static void compare(Path file, String text) throws IOException {
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/overlay -am test -Dlumen.regenerate=true")
        .hasContent(text);
  }
}
