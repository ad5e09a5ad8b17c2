package lumen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import lumen.settings.Shape.OrNull;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import org.junit.jupiter.api.Test;

class OrNullTest {
  /** A file with one key that may be null. */
  private record NullableFile(Section section) implements CatalogueFile {
    static final NullableFile FILE =
        new NullableFile(
            Section.of(
                new Key(
                    "limit",
                    new OrNull(Real.from(0).to(1)),
                    new Key.Value(0.5),
                    "",
                    "A limit.",
                    false)));

    @Override
    public String fileName() {
      return "one.yaml";
    }

    @Override
    public String purpose() {
      return "One key.";
    }
  }

  private final Findings findings = new Findings("one.yaml");

  private ConfigValues read(String text) {
    Optional<YamlNode> root = YamlReader.read(text, findings);
    return new SectionReader(NullableFile.FILE, findings, from -> null).read(root);
  }

  @Test
  void nullIsGivenAndUnset() {
    for (String text : new String[] {"limit: null", "limit: ~", "limit:"}) {
      ConfigValues values = read(text);
      assertThat(values.at("limit").value()).isNull();
      assertThat(values.at("limit").origin().standard()).isFalse();
      assertThat(values.real("limit")).isNaN();
    }
    assertThat(findings.sorted()).isEmpty();
  }

  @Test
  void valueIsReadAndDefaultHolds() {
    assertThat(read("limit: 0.25").real("limit")).isEqualTo(0.25);
    assertThat(read("").real("limit")).isEqualTo(0.5);
  }

  @Test
  void schemaTakesNull() {
    JsonNode limit = ConfigSchema.of(NullableFile.FILE).path("properties").path("limit");
    assertThat(limit.path("anyOf").path(0).path("type").asText()).isEqualTo("null");
    assertThat(limit.path("anyOf").path(1).path("maximum").asDouble()).isEqualTo(1);
  }

  @Test
  void anythingElseIsFound() {
    read("limit: 2");
    assertThat(findings.sorted())
        .singleElement()
        .asString()
        .endsWith("limit: must be null, or a number >= 0 and <= 1, is 2");
  }
}
