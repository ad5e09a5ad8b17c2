package lumen.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.overlay.reference.ReferenceLog;
import lumen.overlay.settings.FeatureVariable;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole logs through the job on an embedded cluster, state in RocksDB. */
class OverlayJobTest {
  private static final List<String> OUTPUTS =
      List.of("decisions", "verdicts", "evidence", "accounts");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RouteCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = new RouteCluster();
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  private JobID start(List<String> arguments) throws Exception {
    return cluster.start(folder, arguments, Optional.empty(), Optional.empty());
  }

  private static void assertOutputs(Path out, ReferenceLog log) throws IOException {
    for (String output : OUTPUTS) {
      assertThat(RouteFolder.lines(out, output))
          .as(output)
          .isEqualTo(log.lines("expected/" + output + ".ndjson"));
    }
    List<String> rejects = new ArrayList<>();
    for (String line : RouteFolder.lines(out, "rejects")) {
      JsonNode reject = JSON.readTree(line);
      rejects.add(
          "%s %s %d"
              .formatted(
                  reject.get("reason").textValue(),
                  reject.get("stream").textValue(),
                  reject.get("line").longValue()));
    }
    assertThat(rejects).containsExactlyInAnyOrderElementsOf(log.rejects());
  }

  @ParameterizedTest
  @CsvSource({"BASIC, 1", "BASIC, 4", "BREAKER, 2", "GATES, 1", "CONTROL, 1", "CONTROL, 4"})
  void wholeLogComesOutByteByByte(ReferenceLog log, int parallelism) throws Exception {
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, log);
    cluster.await(start(input.arguments(out, parallelism, 0)));
    assertOutputs(out, log);
  }

  /** Commands of a file are handed out once, and requests that wait go on waiting. */
  @Test
  void stoppedAndTakenUpAtAnotherParallelismItIsTheSame() throws Exception {
    ReferenceLog log = ReferenceLog.CONTROL;
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, log);
    int all = log.lines("expected/decisions.ndjson").size();
    JobID first = start(input.arguments(out, 1, 300));
    await().atMost(PATIENCE).until(() -> cluster.isRunning(first) && committed(out) > 0);
    String savepoint = cluster.stop(first, folder.resolve("savepoints"));
    assertThat(committed(out)).isBetween(1, all - 1);
    cluster.await(
        cluster.start(
            folder, input.arguments(out, 4, 0), Optional.of(savepoint), Optional.empty()));
    assertOutputs(out, log);
  }

  private static int committed(Path out) throws IOException {
    return RouteFolder.lines(out, "decisions").size();
  }

  /** A log that ends early stands still: what is due later in it never happens. */
  @Test
  void logsSideBySideEndEachAtItsOwnClock() throws Exception {
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, ReferenceLog.GATES);
    Path later = folder.resolve("later.ndjson");
    String gates = ReferenceLog.GATES.text("input.ndjson");
    Files.writeString(
        later,
        gates
                .replace("\"type\": \"request\",", "\"type\": \"request\", \"tenant\": \"other\",")
                .replace("\"type\": \"outcome\",", "\"type\": \"outcome\", \"tenant\": \"other\",")
            + "{\"type\":\"request\",\"tenant\":\"other\",\"ts\":1767229603,\"request_id\":\"last\","
            + "\"scenario_type\":\"refund_processing\"}\n");
    Path early = folder.resolve("input.ndjson");
    cluster.await(start(input.arguments(out, 2, 0, early, later)));
    for (String output : OUTPUTS) {
      assertThat(
              RouteFolder.lines(out, output).stream().filter(line -> !line.contains("\"other\"")))
          .as(output)
          .isEqualTo(ReferenceLog.GATES.lines("expected/" + output + ".ndjson"));
    }
    assertThat(RouteFolder.lines(out, "decisions")).last().asString().contains("\"last\"");
  }

  @Test
  void emptyVariableLeavesTheBaselineAlone() throws Exception {
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, ReferenceLog.BREAKER);
    cluster.await(
        cluster.start(folder, input.arguments(out, 1, 0), Optional.empty(), Optional.of("")));
    assertThat(FeatureVariable.NAME).isEqualTo("RESON_FEATURES");
    assertThat(RouteFolder.lines(out, "decisions"))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"because\":\"baseline_only\""));
  }
}
