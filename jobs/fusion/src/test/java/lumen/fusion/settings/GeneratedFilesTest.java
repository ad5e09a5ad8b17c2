package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.settings.ConfigReference;
import lumen.settings.ConfigSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files made from the key catalogue; run with -Dlumen.regenerate=true to make them anew. */
class GeneratedFilesTest {
  private static final boolean REGENERATE = Boolean.getBoolean("lumen.regenerate");

  @Test
  void referencePageIsThatOfTheCatalogue() throws IOException {
    compare(
        Repository.root().resolve("docs/config.md"),
        ConfigReference.markdown(FusionCatalogue.CATALOGUE));
  }

  @ParameterizedTest
  @EnumSource(ConfigFile.class)
  void schemasAreThoseOfTheCatalogue(ConfigFile file) throws IOException {
    compare(
        Repository.root().resolve("configs/schemas").resolve(file.schemaName()),
        ConfigSchema.text(file));
  }

  private static void compare(Path file, String text) throws IOException {
    if (REGENERATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/fusion -am test -Dlumen.regenerate=true")
        .hasContent(text);
  }
}
