package lumen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.Explanation.Computed;
import lumen.settings.Explanation.Row;
import lumen.settings.Greenhouse.File;
import lumen.settings.Key.FromFile;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job of its own hands in its catalogue, and everything is made of it. */
class CatalogueTest {
  @TempDir private Path folder;

  private static LoadedConfig<Greenhouse> read(String house, String waterings) {
    return Greenhouse.CATALOGUE.readTexts("", Map.of(File.HOUSE, house, File.WATERINGS, waterings));
  }

  private static List<String> findings(String house, String waterings) {
    return read(house, waterings).findings().stream().map(Finding::toString).toList();
  }

  private List<String> lint() {
    String prefix = folder + folder.getFileSystem().getSeparator();
    return ConfigLint.lint(Greenhouse.CATALOGUE, folder).findings().stream()
        .map(finding -> finding.toString().replace(prefix, ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "climate: {day: 20}~1:11 climate.day: must be a known key, is \"day\"; known here: mode,"
            + " day_c, night_c, sensors, frost_guard",
        "climate: {nigth_c: 20}~1:11 climate.nigth_c: must be a known key, is \"nigth_c\"; did you"
            + " mean night_c?",
        "litres: 20~1:1 litres: must be a known key, is \"litres\"; did you mean water.litres?",
        "soil: loam~1:1 soil: must be a known key, is \"soil\"; did you mean beds.<name>.soil?",
        "climate: {mode: hald}~1:17 climate.mode: must be one of hold, follow_sun, is \"hald\"; did"
            + " you mean hold?",
        "lamp_hours: [6, 24]~1:17 lamp_hours[1]: must be a number >= 0 and < 24, is 24",
        "lamp_hours: [six]~1:14 lamp_hours[0]: must be a number >= 0 and < 24, is \"six\"",
        "lamp_hours: 6~1:13 lamp_hours: must be a list, each element a number >= 0 and < 24, is 6",
        "fan_curve: [[61, 1]]~1:14 fan_curve[0][0]: must be a number >= -20 and <= 60, is 61",
        "fan_curve: [[6, 0]]~1:17 fan_curve[0][1]: must be a number > 0, is 0",
        "fan_curve: []~1:12 fan_curve: must be a list of points [x, y] increasing in x, x from -20"
            + " to 60, y a number > 0, is a list",
        "climate: {night_c: 30}~1:20 climate.night_c: must have night_c <= day_c: night_c=30"
            + " day_c=22.5",
        "climate: {night_c: 1, frost_guard: false}~1:36 warning: climate.frost_guard: must have"
            + " frost_guard where night_c < 5: frost_guard=false night_c=1",
        "devices: [{type: pmp}]~1:18 devices[0].type: must be one of pump, lamp, is \"pmp\"; did"
            + " you mean pump?",
      })
  void mistakeInASectionIsToldWithWhatWouldBeRight(String house, String expected) {
    assertThat(findings(house, "")).containsExactly("house.yaml:" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "- {at: '06:30', bed: any, liters: 2}~1:27 [0].liters: must be a known key, is \"liters\";"
            + " did you mean litres?",
        "- {at: '26:30', bed: any}~1:8 [0].at: must be a time such as 06:30, is \"26:30\"",
        "- {at: '06:30', bed: herbs}~1:22 [0].bed: must be a bed of house.yaml",
        "- {at: '06:30'}~1:3 [0].bed: must be given: a text of 1 to 512 characters, is missing",
        "at: 1~1:1 must be a list of waterings, is a section",
        "- 7~1:3 [0]: must be a section with the keys at, bed, litres, is 7",
      })
  void mistakeInAListIsToldWithWhatWouldBeRight(String waterings, String expected) {
    assertThat(findings("", waterings)).containsExactly("plan/waterings.yaml:" + expected);
  }

  @Test
  void listHasItsOwnBound() {
    String one = "- {at: '06:30', bed: any}\n";
    assertThat(findings("", one.repeat(3))).isEmpty();
    assertThat(findings("", one.repeat(5)))
        .containsExactly("plan/waterings.yaml:4:3 [3]: must be at most 3 waterings");
  }

  @Test
  void explainTellsValuesOriginsAndWhatFollows() {
    Explanation explanation =
        ConfigExplain.explain(
            Greenhouse.CATALOGUE,
            read(
                "water:\n  litres: 7.25\nbeds: {herbs: }\n",
                "- {at: '06:30', bed: herbs}\n- {at: '07:00', bed: any, litres: 1e-1}\n"));
    assertThat(explanation.rows())
        .contains(
            new Row("house.yaml", "climate.day_c", "22.5", "C", "default"),
            new Row("house.yaml", "water.pressure_10m_max", "(measured)", "", "default"),
            new Row("house.yaml", "lamp_hours", "[6.5, 18]", "h", "default"),
            new Row("house.yaml", "fan_curve", "[[20, 100], [30, 900.5]]", "rpm", "default"),
            new Row("house.yaml", "beds.herbs.soil", "(any)", "", "default"),
            new Row("plan/waterings.yaml", "[0].litres", "7.25", "l", "house.yaml:2"),
            new Row("plan/waterings.yaml", "[1].litres", "0.1", "l", "plan/waterings.yaml:2"))
        .endsWith(new Row("note.json", "chars", "0", "", "default"));
    assertThat(explanation.computed())
        .containsExactly(new Computed("litres_a_day", 7.35, "the sum of all waterings"));
    assertThat(explanation.text()).contains("house.yaml\n  climate.mode").contains("computed\n");
    assertThatThrownBy(
            () -> ConfigExplain.explain(Greenhouse.CATALOGUE, read("climate: {day_c: 61}", "")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("house.yaml:1:18 climate.day_c: must be a number >= -20 and <= 60, is 61");
  }

  @Test
  void schemaAcceptsWhatLintAccepts() throws IOException {
    assertThat(File.HOUSE.schemaName()).isEqualTo("house.schema.json");
    assertThat(File.WATERINGS.schemaName()).isEqualTo("waterings.schema.json");
    assertThat(accepts(File.HOUSE, "{'climate': {'day_c': 20, 'mode': 'hold'}}")).isTrue();
    assertThat(accepts(File.HOUSE, "{'lamp_hours': [1, 23.5], 'fan_curve': [[-20, 1]]}")).isTrue();
    assertThat(accepts(File.HOUSE, "{'lamp_hours': [24]}")).isFalse();
    assertThat(accepts(File.HOUSE, "{'fan_curve': [[-21, 1]]}")).isFalse();
    assertThat(accepts(File.HOUSE, "{'fan_curve': [[20, 0]]}")).isFalse();
    assertThat(accepts(File.HOUSE, "{'climat': {}}")).isFalse();
    assertThat(accepts(File.HOUSE, "{'devices': [{'name': 'a', 'type': 'lamp', 'watts': 5}]}"))
        .isTrue();
    assertThat(accepts(File.HOUSE, "{'devices': [{'name': 'a', 'type': 'pump', 'watts': 5}]}"))
        .isFalse();
    String watering = "{'at': '06:30', 'bed': 'any'}";
    assertThat(accepts(File.WATERINGS, "[" + watering + "]")).isTrue();
    assertThat(accepts(File.WATERINGS, "[{'at': '06:30'}]")).isFalse();
    assertThat(accepts(File.WATERINGS, "[" + (watering + ",").repeat(3) + watering + "]"))
        .isFalse();
    assertThat(ConfigSchema.of(File.HOUSE).at("/properties/fan_curve/default"))
        .hasToString("[[20.0,100.0],[30.0,900.5]]");
  }

  private static boolean accepts(CatalogueFile file, String json) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(ConfigSchema.of(file));
    return schema.validate(new ObjectMapper().readTree(json.replace('\'', '"'))).isEmpty();
  }

  @Test
  void referencePageTellsEveryKeyAndRule() {
    String page = ConfigReference.markdown(Greenhouse.CATALOGUE);
    assertThat(page)
        .startsWith("# Greenhouse\n\nMade from the key catalogue in `lumen.greenhouse`;")
        .contains("## house.yaml\n\nWhat the house is like.\n\n| key | accepted |")
        .contains(
            "| `climate.day_c` * | a number >= -20 and <= 60 | `22.5` | C | By day. |",
            "| `lamp_hours` | a list, each element a number >= 0 and < 24 | `[6.5, 18]` | h |",
            "| `fan_curve` | a list of points [x, y] increasing in x, x from -20 to 60, y a number"
                + " > 0 | `[[20, 100], [30, 900.5]]` | rpm |",
            "### devices of type pump\n\nA pump.\n",
            "- `climate.night_c`, `climate.day_c`: night_c <= day_c.\n",
            "- (warning) `climate.frost_guard`, `climate.night_c`: frost_guard where night_c < 5.",
            "night_c < 5.\n\n## plan/waterings.yaml\n\nWhen what is watered.\n\nA list of",
            "| `litres` | a number > 0 and <= 100 | `water.litres` of house.yaml | l |",
            "### Times\n\nOf the house.\n\n### Rules of plan/waterings.yaml\n\n- The bed is one")
        .endsWith("\n\n## note.json\n\nAny text of the gardener.\n");
  }

  @Test
  void folderIsReadWithItsOwnFilesAndNamesThatAreNearlyRight() throws IOException {
    Files.createDirectory(folder.resolve("plan"));
    Files.writeString(folder.resolve("house.yml"), "");
    Files.writeString(folder.resolve("plan/wateringz.yaml"), "");
    Files.writeString(folder.resolve("house.yaml"), "climate: {day_c: hot}\n");
    Files.writeString(folder.resolve("note.json"), "who?");
    assertThat(lint())
        .containsExactly(
            "house.yml: warning: is not read; did you mean house.yaml?",
            "plan/wateringz.yaml: warning: is not read; did you mean plan/waterings.yaml?",
            "house.yaml:1:18 climate.day_c: must be a number >= -20 and <= 60, is \"hot\"",
            "note.json: must be no question");
    assertThat(ConfigLint.lint(Greenhouse.CATALOGUE, folder).files())
        .containsExactly(
            folder.resolve("house.yaml").toString(), folder.resolve("note.json").toString());
    LintReport others =
        ConfigLint.lint(Greenhouse.CATALOGUE, folder, Map.of(File.HOUSE, "", File.WATERINGS, "[]"));
    assertThat(others.files()).hasSize(3);
    assertThat(others.errors()).isEqualTo(1);
    Files.writeString(folder.resolve("note.json"), "all well");
    Files.delete(folder.resolve("house.yaml"));
    assertThat(Greenhouse.CATALOGUE.read(folder).orThrow().noteChars()).isEqualTo(8);
  }

  @Test
  void oneFileIsReadFromAnywhere() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "water: {litres: 3}\n");
    assertThat(Greenhouse.CATALOGUE.readOne(File.HOUSE, file).orThrow().waterings().get(0).litres())
        .isEqualTo(3);
    Files.writeString(file, "watr: {litres: 3}\n");
    assertThat(Greenhouse.CATALOGUE.readOne(File.HOUSE, file).findings())
        .extracting(Finding::toString)
        .containsExactly(file + ":1:1 watr: must be a known key, is \"watr\"; did you mean water?");
  }

  /** A file of one section. */
  private record One(String fileName, Section section, List<Rule> rules) implements CatalogueFile {
    @Override
    public String purpose() {
      return "One.";
    }
  }

  private static Catalogue<Object> catalogue(CatalogueFile... files) {
    return new Catalogue<>("T", "r", List.of(files), List.of(), reading -> Optional.empty());
  }

  @Test
  void catalogueThatContradictsItselfIsRefused() {
    Key a = Key.number("a", 1, Real.from(0), "", "A.");
    One first = new One("first.yaml", Section.of(Key.section("s", "S.", a)), List.of());
    One second =
        new One("second.yaml", Section.of(a.or(new FromFile("first.yaml", "s.a"))), List.of());
    assertThat(catalogue(first, second).files()).hasSize(2);
    One third =
        new One("third.yaml", Section.of(a.or(new FromFile("second.yaml", "a"))), List.of());
    assertThatThrownBy(() -> catalogue(first, second, third))
        .hasMessage(
            "a standard must be a key of a file that takes none: third.yaml takes a from"
                + " second.yaml for a");
    assertThatThrownBy(() -> catalogue(second))
        .hasMessage(
            "a standard must be a key of a file that takes none: second.yaml takes s.a from"
                + " first.yaml for a");
    assertThatThrownBy(() -> catalogue(first, first))
        .hasMessage("files must have different names: first.yaml");
    assertThat(catalogue(second, first).readTexts("", Map.of(first, "s: {a: 7}")).all())
        .extracting(
            setting -> setting.origin().text() + ' ' + setting.path() + '=' + setting.text())
        .containsExactly("first.yaml:1 a=7", "first.yaml:1 s.a=7");
    One ruled =
        new One("ruled.yaml", Section.of(a), List.of(Rule.error("a < b", v -> true, "a", "s.b")));
    assertThatThrownBy(() -> catalogue(ruled))
        .hasMessage("a rule must be about keys: ruled.yaml has no s.b");
  }
}
