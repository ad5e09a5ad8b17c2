package lumen.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The workflows' form; they were never run on GitHub. */
final class WorkflowsTest {
  private static final Path FOLDER = LumenHome.locate().root().resolve(".github/workflows");
  private static final Set<String> OF_A_FLOW =
      Set.of("name", "true", "permissions", "concurrency", "jobs");
  private static final Set<String> OF_A_JOB =
      Set.of("runs-on", "timeout-minutes", "strategy", "needs", "permissions", "steps");
  private static final Set<String> OF_A_STEP =
      Set.of("id", "if", "uses", "with", "run", "env", "working-directory");

  private static JsonNode read(String text) {
    return Json.mapper().valueToTree(new Yaml().load(text));
  }

  /** A field that is not known, and what a step, a job and a flow must have. */
  private static List<String> faults(JsonNode flow) {
    List<String> faults = new ArrayList<>(unknown("flow", flow, OF_A_FLOW));
    if (!flow.path("true").isObject()) {
      faults.add("on must be there");
    }
    if (flow.path("permissions").isMissingNode()) {
      faults.add("permissions must be there: without them a token may everything");
    }
    if (flow.path("jobs").isEmpty()) {
      faults.add("jobs must be there");
    }
    flow.path("jobs").properties().forEach(job -> job(job.getKey(), job.getValue(), flow, faults));
    return faults;
  }

  private static void job(String name, JsonNode job, JsonNode flow, List<String> faults) {
    faults.addAll(unknown(name, job, OF_A_JOB));
    if (!job.path("runs-on").asText().matches("ubuntu-[0-9.]+")) {
      faults.add(name + " must run on a pinned machine");
    }
    if (!job.path("timeout-minutes").isInt()) {
      faults.add(name + " must end: timeout-minutes");
    }
    String needs = job.path("needs").asText("");
    if (!needs.isEmpty() && !flow.path("jobs").has(needs)) {
      faults.add(name + " needs a job that is none: " + needs);
    }
    if (job.path("steps").isEmpty()) {
      faults.add(name + " must have steps");
    }
    for (JsonNode step : job.path("steps")) {
      faults.addAll(unknown(name, step, OF_A_STEP));
      if (step.has("uses") == step.has("run")) {
        faults.add(name + " has a step that must either use or run something");
      }
      if (step.has("uses") && !step.path("uses").asText().matches("actions/[a-z-]+@v[0-9]+")) {
        faults.add(name + " must use a pinned action: " + step.path("uses").asText());
      }
    }
  }

  private static List<String> unknown(String where, JsonNode node, Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    return unknown.stream().map(name -> where + " has an unknown field: " + name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ci.yml", "release.yml"})
  void keepsToItsForm(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    assertThat(faults(read(text))).isEmpty();
    for (String field :
        List.of("runs-on:", "timeout-minutes:", "steps:", "uses:", "permissions:")) {
      assertThat(faults(read(text.replace(field, "mispelt-" + field)))).as(field).isNotEmpty();
    }
    assertThat(faults(read(text.replace("@v4", "@main")))).isNotEmpty();
  }

  @Test
  void whatTheyCallIsWhatIsCalledHere() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("ci.yml"))).contains("run: sudo .ci/run\n");
    assertThat(Files.readString(FOLDER.resolve("release.yml")))
        .contains(
            "./scripts/lumenctl release pack --out ", "cmp first/lumen.tar.gz clone/lumen.tar.gz");
  }
}
