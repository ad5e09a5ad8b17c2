package lumen.release.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each manifest keeps to the form of its kind, and none of its fields could be misspelt unseen. */
final class ManifestsTest {
  private static final Map<String, CrdSchema> SCHEMAS = new TreeMap<>();

  static List<Manifest> manifests() throws IOException {
    return Manifest.all();
  }

  @BeforeEach
  void thereAreTheSchemas() throws IOException {
    for (Manifest manifest : Manifest.all()) {
      if (CrdSchema.has(manifest.kind()) && !SCHEMAS.containsKey(manifest.kind())) {
        SCHEMAS.put(manifest.kind(), CrdSchema.require(manifest.kind()));
      }
    }
  }

  private static List<String> faults(Manifest manifest, JsonNode tree) {
    return CrdSchema.has(manifest.kind())
        ? SCHEMAS.get(manifest.kind()).faults(tree)
        : BuiltInKind.faults(tree);
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void keepsToTheFormOfItsKind(Manifest manifest) {
    assertThat(faults(manifest, manifest.tree())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void eachOfItsFieldsMisspeltIsFound(Manifest manifest) {
    List<String> unseen = new ArrayList<>();
    List<Manifest.Mutant> mutants = manifest.mutants();
    assertThat(mutants).isNotEmpty();
    for (Manifest.Mutant mutant : mutants) {
      if (faults(manifest, mutant.tree()).isEmpty()) {
        unseen.add(mutant.what());
      }
    }
    assertThat(unseen).isEmpty();
  }

  @Test
  void allThatAreToldAreThere() throws IOException {
    assertThat(Manifest.all().stream().map(Manifest::file).distinct())
        .containsExactly(
            "analysis-template.yaml",
            "api.yaml",
            "flinkdeployment.yaml",
            "networkpolicy.yaml",
            "night.yaml",
            "podmonitor.yaml",
            "prometheusrule.yaml",
            "rbac.yaml",
            "session.yaml");
  }
}
