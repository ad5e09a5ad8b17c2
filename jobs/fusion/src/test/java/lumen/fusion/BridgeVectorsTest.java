package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.runtime.job.JobArguments;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every tick of the reference recordings of the bridge through the whole job, from file to file,
 * against those of an implementation that shares no code with this one.
 */
class BridgeVectorsTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final String FOLDER = "/lumen/reference/bridge/";
  private static final double TOLERANCE = 1e-9;
  private static final List<String> EXACT = List.of("ts", "tenant", "state", "multiple", "played");
  private static final List<String> CLOSE =
      List.of("tick_ms", "hz", "e", "kp", "ki", "kd", "sync_quality", "entropy_ratio");
  private static final List<String> CAUSES =
      List.of(
          "held_s",
          "sync_quality",
          "phase_diff_mean",
          "entropy_ratio",
          "rollback_ratio_5m",
          "residual_stddev_10m",
          "coherence_level");

  @TempDir private Path work;

  @ParameterizedTest
  @ValueSource(strings = {"cold", "frequency", "holdover", "states", "steps"})
  void ticksTransitionsAndRefusalsAreTheSame(String name) throws Exception {
    JobOutput output = replayed(name);
    Map<String, List<JsonNode>> found = byTenant(output.control());
    Map<String, List<JsonNode>> expected = byTenant(linesOf(name + "/control.ndjson.gz"));
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    Map<String, Double> ends = new TreeMap<>();
    for (Map.Entry<String, List<JsonNode>> tenant : expected.entrySet()) {
      List<JsonNode> ticks = found.get(tenant.getKey());
      for (int i = 0; i < tenant.getValue().size(); i++) {
        sameTick(name, ticks.get(i), tenant.getValue().get(i));
      }
      ends.put(tenant.getKey(), ticks.get(tenant.getValue().size() - 1).get("ts").doubleValue());
    }
    List<JsonNode> evidence = output.evidence().stream().map(JobOutput::parse).toList();
    sameTransitions(name, evidence, ends);
    sameRefusals(name, evidence);
  }

  private JobOutput replayed(String name) throws Exception {
    Path config = Files.createDirectories(work.resolve("config"));
    for (String file : List.of("bridge", "fusion", "risk_autotune", "sensors")) {
      copied("config/" + file + ".yaml", config);
    }
    withoutRules(config);
    Path out = work.resolve("out");
    List<String> args = new ArrayList<>(List.of("--config", config.toString()));
    args.addAll(List.of("--input", copied(name + "/events.ndjson.gz", work).toString()));
    args.addAll(List.of("--out", out.toString()));
    if (exists(name + "/commands.ndjson")) {
      args.addAll(List.of("--control", copied(name + "/commands.ndjson", work).toString()));
    }
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    Main.build(env, JobArguments.parse(args.toArray(String[]::new)));
    CLUSTER.await(CLUSTER.submit(env));
    return JobOutput.read(out);
  }

  /** Rules of evidence would shift gains. */
  private static void withoutRules(Path config) throws IOException {
    Path evidence = Files.createDirectories(config.resolve("evidence"));
    Files.writeString(evidence.resolve("risk_map.yaml"), "[]\n");
    Files.writeString(evidence.resolve("quote_rules.yaml"), "[]\n");
  }

  private static void sameTick(String name, JsonNode found, JsonNode expected) {
    for (String field : EXACT) {
      boolean number = expected.get(field).isNumber();
      assertThat(number ? found.get(field).doubleValue() : found.get(field))
          .as("%s: %s of %s", name, field, expected)
          .isEqualTo(number ? expected.get(field).doubleValue() : expected.get(field));
    }
    for (String field : CLOSE) {
      isClose(name, field, found.get(field), expected.get(field), expected);
    }
  }

  private static void isClose(
      String name, String field, JsonNode found, JsonNode wanted, JsonNode line) {
    assertThat(found.isNull())
        .as("%s: %s of %s is null", name, field, line)
        .isEqualTo(wanted.isNull());
    double off = Math.abs(found.doubleValue() - wanted.doubleValue());
    assertThat(off)
        .as("%s: %s=%s of %s", name, field, found, line)
        .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(wanted.doubleValue())));
  }

  /** Those up to the last tick that is compared. */
  private static void sameTransitions(
      String name, List<JsonNode> evidence, Map<String, Double> ends) throws IOException {
    List<JsonNode> found =
        evidence.stream()
            .filter(entry -> entry.get("kind").textValue().equals("state"))
            .filter(
                entry -> entry.get("ts").doubleValue() <= ends.get(entry.get("tenant").textValue()))
            .toList();
    List<JsonNode> expected =
        linesOf(name + "/transitions.ndjson").stream().map(JobOutput::parse).toList();
    assertThat(found.stream().map(BridgeVectorsTest::foundPassage).sorted())
        .as(name)
        .containsExactlyElementsOf(
            expected.stream().map(BridgeVectorsTest::passage).sorted().toList());
    for (JsonNode wanted : expected) {
      JsonNode entry =
          found.stream()
              .filter(of -> foundPassage(of).equals(passage(wanted)))
              .findFirst()
              .orElseThrow();
      for (String field : CAUSES) {
        if (wanted.has(field)) {
          isClose(name, field, entry.get("values").get(field), wanted.get(field), wanted);
        }
      }
    }
  }

  private static String passage(JsonNode line) {
    return "%s %s %s>%s"
        .formatted(
            line.get("ts").asText(),
            line.get("tenant").textValue(),
            line.get("from").textValue(),
            line.get("to").textValue());
  }

  private static String foundPassage(JsonNode entry) {
    return "%s %s %s"
        .formatted(
            entry.get("ts").asText(),
            entry.get("tenant").textValue(),
            entry.get("rule").textValue());
  }

  private static void sameRefusals(String name, List<JsonNode> evidence) throws IOException {
    List<String> expected = new ArrayList<>();
    if (exists(name + "/refusals.ndjson")) {
      for (String line : linesOf(name + "/refusals.ndjson")) {
        JsonNode refusal = JobOutput.parse(line);
        expected.add(refusal.get("ts").asDouble() + " " + refusal.get("tenant").textValue());
      }
    }
    assertThat(
            evidence.stream()
                .filter(entry -> entry.path("action").asText().equals("release refused"))
                .map(entry -> entry.get("ts").asDouble() + " " + entry.get("tenant").textValue()))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Map<String, List<JsonNode>> byTenant(List<String> lines) {
    Map<String, List<JsonNode>> tenants = new TreeMap<>();
    for (String line : lines) {
      JsonNode tick = JobOutput.parse(line);
      tenants.computeIfAbsent(tick.get("tenant").textValue(), t -> new ArrayList<>()).add(tick);
    }
    return tenants;
  }

  private static boolean exists(String resource) {
    return BridgeVectorsTest.class.getResource(FOLDER + resource) != null;
  }

  private static Path copied(String resource, Path folder) throws IOException {
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = BridgeVectorsTest.class.getResourceAsStream(FOLDER + resource)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static List<String> linesOf(String resource) throws IOException {
    try (InputStream in = BridgeVectorsTest.class.getResourceAsStream(FOLDER + resource);
        InputStream text = resource.endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
