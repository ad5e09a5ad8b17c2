package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.settings.ConfigExplain;
import lumen.settings.ConfigLint;
import lumen.settings.Explanation.Row;
import lumen.settings.SettingsException;
import lumen.signal.gain.GainSurface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gain_surface.json may hold, and where it arrives. */
class GainSurfaceReaderTest {
  private static final String FITTED =
      """
      {
        "b0": 0.36,
        "bx": -0.4,
        "by": -1.5e0,
        "bxy": 2.5,
        "r2": 0.98,
        "condition": 2.7,
        "n": 1200,
        "e_range": [0.05, 0.31],
        "p_range": [0.004, 0.06],
        "fitted_from": [
          {"file": "out/frames.ndjson", "sha256": "%s", "rows": 1200}
        ]
      }
      """
          .formatted("0123456789abcdef".repeat(4));

  @TempDir private Path folder;

  private List<String> findings(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("gain_surface.json"), text);
    return ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).findings().stream()
        .map(finding -> finding.toString().replace(file.toString(), "f"))
        .toList();
  }

  private static boolean schemaAccepts(String text) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                Files.readString(
                    Repository.root().resolve("configs/schemas/gain_surface.schema.json")));
    return schema.validate(new ObjectMapper().readTree(text)).isEmpty();
  }

  @Test
  void surfaceOfTheFolderIsInTheSettings() throws IOException {
    assertThat(findings(FITTED)).isEmpty();
    assertThat(schemaAccepts(FITTED)).isTrue();
    LumenSettings settings = SettingsLoader.load(folder);
    assertThat(settings.gainSurface()).contains(new GainSurface(0.36, -0.4, -1.5, 2.5));
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).text())
        .contains("gain_surface.json");
    assertThat(settings.shaping()).isEqualTo(LumenSettings.defaults().shaping());
    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(settings);
  }

  @Test
  void folderWithoutASurfaceHasNone() {
    assertThat(LumenSettings.defaults().gainSurface()).isEmpty();
    assertThat(SettingsLoader.load(folder).gainSurface()).isEmpty();
    assertThat(ConfigExplain.explainDefaults(FusionCatalogue.CATALOGUE).rows())
        .contains(
            new Row("gain_surface.json", "surface", "(none: kp follows kp_curve)", "", "default"));
  }

  @Test
  void explainShowsTheCoefficients() throws IOException {
    findings(FITTED);
    assertThat(ConfigExplain.explain(FusionCatalogue.CATALOGUE, folder).rows())
        .contains(
            new Row("gain_surface.json", "b0", "0.36", "Hz/cycle", "gain_surface.json:2"),
            new Row("gain_surface.json", "bxy", "2.5", "Hz/cycle^2", "gain_surface.json:5"));
  }

  @Test
  void fourCoefficientsAreEnough() throws IOException {
    String text = "{\"b0\":1,\"bx\":0,\"by\":0,\"bxy\":0}";
    assertThat(findings(text)).isEmpty();
    assertThat(schemaAccepts(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"b0\": 0.36~\"b0\": \"0.36\"~f:2:9 b0: must be a number >= -1000000 and <= 1000000, is"
            + " \"0.36\"",
        "\"b0\": 0.36~\"b0\": 1e7~f:2:9 b0: must be a number >= -1000000 and <= 1000000, is 1e7",
        "\"b0\": 0.36~\"b0\": null~f:2:9 b0: must be a number >= -1000000 and <= 1000000, is empty",
        "\"bx\": -0.4~\"bX\": -0.4~f:3:3 bX: must be a known key, is \"bX\"; known here: b0, bx,",
        "\"n\": 1200~\"n\": 11~f:8:8 n: must be a whole number from 12 to 1000000000, is 11",
        "2.7~31~f:7:16 condition: must be a number >= 1 and <= 30, is 31",
        "[0.05, 0.31]~[0.31, 0.05]~f:9:14 e_range: must be a list [least, most], is the other way"
            + " round",
        "[0.05, 0.31]~[0.05]~f:9:14 e_range: must be a list [least, most], is a list",
        "0.06]~0.6]~f:10:22 p_range[1]: must be a number >= 0 and <= 0.5, is 0.6",
        "01234~x1234~f:12:45 fitted_from[0].sha256: must be a SHA-256 of 64 hexadecimal digits, is",
        "\"rows\": 1200}~\"row\": 1}~f:12:113 fitted_from[0].row: must be a known key, is \"row\";"
            + " known here: file,",
        "{\"file\"~7, {\"file\"~f:12:5 fitted_from[0]: must be a section with the keys",
      })
  void valueThatIsWrongIsReportedWithItsPlace(String from, String to, String expected)
      throws IOException {
    String text = FITTED.replace(from, to);
    assertThat(text).isNotEqualTo(FITTED);
    assertThat(findings(text)).anySatisfy(finding -> assertThat(finding).startsWith(expected));
    assertThat(schemaAccepts(text)).isEqualTo(to.contains("[0.31"));
    assertThatThrownBy(() -> SettingsLoader.load(folder)).isInstanceOf(SettingsException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "~f:1:1 must be JSON: it is empty",
        "[1]~f:1:1 must be a section with the keys b0,",
        "{\"b0\":1,\"bx\":0,\"by\":0}~f:1:1 bxy: must be given, is missing",
        "{\"b0\":1 \"bx\":0}~f:1:9 must be JSON: Unexpected character",
        "{\"b0\":1,~f:1:9 must be JSON: Unexpected end-of-input",
        "{\"b0\":NaN}~f:1:10 must be JSON: Non-standard token 'NaN'",
        "{} {}~f:1:4 must hold one document, a second one begins here",
        "{\"b0\":1,\"b0\":2}~f:1:9 b0: must be given once, is also in line 1",
      })
  void textThatIsNoSurfaceIsReported(String text, String expected) throws IOException {
    assertThat(findings(text == null ? "" : text))
        .anySatisfy(finding -> assertThat(finding).startsWith(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsRefused(String opening) throws IOException {
    assertThat(findings(opening.repeat(100_000)))
        .singleElement()
        .asString()
        .contains("must be JSON: it is nested more than 16 deep");
  }

  @Test
  void misspeltFileIsAWarning() throws IOException {
    Files.writeString(folder.resolve("gain_surfaces.json"), FITTED);
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).findings())
        .singleElement()
        .asString()
        .endsWith("gain_surfaces.json: warning: is not read; did you mean gain_surface.json?");
  }
}
