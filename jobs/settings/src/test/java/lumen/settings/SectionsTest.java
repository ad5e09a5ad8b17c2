package lumen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.Key.Required;
import lumen.settings.Key.Unset;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import org.junit.jupiter.api.Test;

/** A list of sections of one kind. */
class SectionsTest {
  /** A file with such a list. */
  private record ShelfFile(Section section) implements CatalogueFile {
    static final ShelfFile FILE =
        new ShelfFile(
            Section.of(
                new Key("shelves", new Sections(shelf()), new Unset("none"), "", "All.", false)
                    .shaping()));

    private static Section shelf() {
      return Section.of(
          new Key("name", new Shape.Text(TextForm.NAME), new Required(), "", "Name.", false),
          Key.number("width_m", 1.5, Real.above(0), "m", "Width."));
    }

    @Override
    public String fileName() {
      return "shelves.yaml";
    }

    @Override
    public String purpose() {
      return "Shelves.";
    }
  }

  /** The content of the file. */
  record Shelves(List<Shelf> shelves) {}

  /** One of them. */
  record Shelf(String name, double widthM) {}

  private static final Catalogue<Shelves> CATALOGUE =
      new Catalogue<>(
          "Shelves",
          "lumen.shelves",
          List.of(ShelfFile.FILE),
          List.of(),
          reading ->
              reading.usable()
                  ? Optional.of(
                      RecordBinder.plain().bind(reading.of(ShelfFile.FILE), Shelves.class))
                  : Optional.empty());

  private static LoadedConfig<Shelves> read(String text) {
    return CATALOGUE.readTexts("", Map.of(ShelfFile.FILE, text));
  }

  @Test
  void sectionsAreReadInTheirOrder() {
    assertThat(read("shelves: [{name: b, width_m: 2}, {name: a}]").orThrow().shelves())
        .containsExactly(new Shelf("b", 2), new Shelf("a", 1.5));
    assertThat(read("shelves: []").orThrow().shelves()).isEmpty();
    assertThat(read("shelves:").orThrow().shelves()).isEmpty();
  }

  @Test
  void whatIsWrongIsFoundAtItsPlace() {
    assertThat(read("shelves: [{name: a}, {width_m: 0}, 3]").findings())
        .extracting(Finding::path)
        .containsExactlyInAnyOrder("shelves[1].name", "shelves[1].width_m", "shelves[2]");
    assertThat(read("shelves: {name: a}").findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("must be a list of sections, each with the keys name, width_m, is");
  }

  @Test
  void schemaAndPageKnowThem() {
    JsonNode items =
        ConfigSchema.of(ShelfFile.FILE).path("properties").path("shelves").path("items");
    assertThat(items.path("required").get(0).asText()).isEqualTo("name");
    assertThat(ConfigReference.markdown(CATALOGUE))
        .contains("| `shelves` * | a list | none |", "| `shelves[].width_m` * | a number > 0 |");
  }
}
