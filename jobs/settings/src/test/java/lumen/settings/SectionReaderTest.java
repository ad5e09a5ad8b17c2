package lumen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;
import org.junit.jupiter.api.Test;

/** The reader knows the shapes of a catalogue, and no key of any. */
class SectionReaderTest {
  private static final Section LEVEL =
      Section.of(
          Key.choice(Variants.SELECTOR, "Its kind.", "fixed"),
          Key.number("at", 1, Real.from(0), "", "Where."));

  private static Key list(String name) {
    Variants variants = new Variants(List.of(new Variant("fixed", "A level.", LEVEL)));
    return new Key(name, variants, new Key.Value(List.of()), "", "Levels.", false);
  }

  /** A file of a job that there is not. */
  private record Levels(Section section) implements CatalogueFile {
    @Override
    public String fileName() {
      return "levels.yaml";
    }

    @Override
    public String purpose() {
      return "Levels.";
    }
  }

  private static ConfigValues read(Section section, String text) {
    Findings findings = new Findings("levels.yaml");
    YamlNode root = YamlReader.read(text, findings).orElseThrow();
    SectionReader reader =
        new SectionReader(
            new Levels(section),
            findings,
            from -> {
              throw new IllegalArgumentException("nothing is taken from elsewhere: " + from);
            });
    ConfigValues values = reader.read(Optional.of(root));
    assertThat(findings.sorted()).isEmpty();
    return values;
  }

  @Test
  void everyListOfSectionsHasItsElementsUnderItsOwnPath() {
    Section section = Section.of(list("levels"), Key.section("alarm", "Alarms.", list("steps")));
    ConfigValues values =
        read(
            section,
            """
            levels: [{type: fixed, at: 2}, {type: fixed}]
            alarm: {steps: [{type: fixed, at: 7}]}
            """);
    assertThat(values.members("levels")).containsExactly("levels[0]", "levels[1]");
    assertThat(values.members("alarm.steps")).containsExactly("alarm.steps[0]");
    assertThat(values.members("streams")).isEmpty();
    assertThat(values.real("alarm.steps[0].at")).isEqualTo(7);
  }
}
