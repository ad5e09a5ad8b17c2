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
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole logs through the job on an embedded cluster, state in RocksDB. */
class OverlayJobTest {
  private static final List<String> OUTPUTS =
      List.of("decisions", "verdicts", "evidence", "accounts");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(
                  new Configuration()
                      .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64)))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir private Path folder;

  private StreamExecutionEnvironment environment(Optional<String> savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.configure(configuration);
    return env;
  }

  private JobID start(List<String> arguments, Optional<String> savepoint) throws Exception {
    return start(arguments, savepoint, Optional.empty());
  }

  private JobID start(List<String> arguments, Optional<String> savepoint, Optional<String> features)
      throws Exception {
    StreamExecutionEnvironment env = environment(savepoint);
    OverlayMain.build(env, JobArguments.parse(arguments.toArray(String[]::new)), features);
    return env.executeAsync("overlay").getJobID();
  }

  private static void awaitEnd(ClusterClient<?> client, JobID job) throws Exception {
    assertThat(client.requestJobResult(job).get().getSerializedThrowable()).isEmpty();
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
  void wholeLogComesOutByteByByte(
      ReferenceLog log, int parallelism, @InjectClusterClient ClusterClient<?> client)
      throws Exception {
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, log);
    awaitEnd(client, start(input.arguments(out, parallelism, 0), Optional.empty()));
    assertOutputs(out, log);
  }

  /** Commands of a file are handed out once, and requests that wait go on waiting. */
  @Test
  void stoppedAndTakenUpAtAnotherParallelismItIsTheSame(
      @InjectClusterClient ClusterClient<?> client) throws Exception {
    ReferenceLog log = ReferenceLog.CONTROL;
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, log);
    int all = log.lines("expected/decisions.ndjson").size();
    JobID first = start(input.arguments(out, 1, 300), Optional.empty());
    await()
        .atMost(PATIENCE)
        .until(() -> client.getJobStatus(first).get() == JobStatus.RUNNING && committed(out) > 0);
    String savepoint =
        client
            .stopWithSavepoint(
                first,
                false,
                folder.resolve("savepoints").toString(),
                SavepointFormatType.CANONICAL)
            .get();
    assertThat(committed(out)).isBetween(1, all - 1);
    awaitEnd(client, start(input.arguments(out, 4, 0), Optional.of(savepoint)));
    assertOutputs(out, log);
  }

  private static int committed(Path out) throws IOException {
    return RouteFolder.lines(out, "decisions").size();
  }

  /** A log that ends early stands still: what is due later in it never happens. */
  @Test
  void logsSideBySideEndEachAtItsOwnClock(@InjectClusterClient ClusterClient<?> client)
      throws Exception {
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
    awaitEnd(client, start(input.arguments(out, 2, 0, early, later), Optional.empty()));
    for (String output : OUTPUTS) {
      assertThat(
              RouteFolder.lines(out, output).stream().filter(line -> !line.contains("\"other\"")))
          .as(output)
          .isEqualTo(ReferenceLog.GATES.lines("expected/" + output + ".ndjson"));
    }
    assertThat(RouteFolder.lines(out, "decisions")).last().asString().contains("\"last\"");
  }

  @Test
  void emptyVariableLeavesTheBaselineAlone(@InjectClusterClient ClusterClient<?> client)
      throws Exception {
    Path out = folder.resolve("out");
    RouteFolder input = RouteFolder.of(folder, ReferenceLog.BREAKER);
    JobID job = start(input.arguments(out, 1, 0), Optional.empty(), Optional.of(""));
    awaitEnd(client, job);
    assertThat(FeatureVariable.NAME).isEqualTo("RESON_FEATURES");
    assertThat(RouteFolder.lines(out, "decisions"))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"because\":\"baseline_only\""));
  }
}
