package lumen.ctl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.governance.GovernanceMain;
import lumen.runtime.job.JobArguments;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code state show} says of a governance job that waits for more lines. */
class ServiceStateTest {
  private static final String REFERENCE =
      "jobs/governance/src/test/resources/lumen/governance/reference/rollback/";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path work;

  private static String savepoint;

  @BeforeAll
  static void leaveAJobThatWaits() throws Exception {
    Path config = Files.createDirectories(work.resolve("config"));
    Files.write(config.resolve("governance.yaml"), reference("governance.yaml"));
    Path input = Files.write(work.resolve("input.ndjson"), reference("input.ndjson"));
    Path control = Files.write(work.resolve("control.ndjson"), reference("control.ndjson"));
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 2);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    Path out = work.resolve("out");
    GovernanceMain.build(
        env,
        JobArguments.parse(
            new String[] {
              "--input", input.toString(),
              "--config", config.toString(),
              "--control", control.toString(),
              "--out", out.toString(),
              "--follow"
            }));
    JobClient job = env.executeAsync("waiting");
    await().atMost(PATIENCE).until(() -> hasCommitted(out.resolve("scorecard")));
    savepoint =
        job.triggerSavepoint(
                work.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    savepoint = Path.of(URI.create(savepoint)).toUri().toString();
  }

  private static byte[] reference(String file) throws IOException {
    Path from = LumenHome.locate().root().resolve(REFERENCE + file + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
      return in.readAllBytes();
    }
  }

  private static boolean hasCommitted(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("part-"));
    }
  }

  private static CommandRun show(String... more) {
    List<String> arguments = new ArrayList<>(List.of("state", "show", savepoint));
    arguments.addAll(List.of(more));
    return LumenctlRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void serviceIsShownAsItStands() throws Exception {
    String config = work.resolve("config").toString();
    CommandRun json = show("--kind", "governance", "--config", config, "--json");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(ExitCode.OK);
    JsonNode tenants = Json.mapper().readTree(json.out()).path("tenants");
    assertThat(tenants).isNotEmpty();
    for (JsonNode tenant : tenants) {
      assertThat(tenant.path("last_ts").doubleValue()).isGreaterThan(1.7e9);
      assertThat(tenant.path("steps").longValue()).isPositive();
      assertThat(tenant.path("rollback").textValue())
          .isIn("watch", "advised", "commanded", "held", "refused");
      assertThat(tenant.path("alerts").isArray()).isTrue();
      assertThat(tenant.has("budget") && tenant.has("roi") && tenant.has("maturity")).isTrue();
    }
    CommandRun table = show("--kind", "governance", "--config", config);
    assertThat(table.exitCode()).as(table.err()).isEqualTo(ExitCode.OK);
    assertThat(table.out())
        .contains("rollback", "commands wait", tenants.get(0).path("tenant").textValue());
  }

  @Test
  void anotherJobsAndOthersSettingsAreRefused() {
    CommandRun overlay = show("--kind", "overlay");
    assertThat(overlay.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(overlay.err()).contains("must be of the overlay job");
    Path other = work.resolve("other");
    CommandRun settings = show("--kind", "governance", "--config", berlin(other).toString());
    assertThat(settings.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(settings.err()).contains("settings must be those of the savepoint", "calendar.zone");
    assertThat(show("--kind", "governance", "--as-patch").err())
        .contains("--as-patch must be of the fusion job");
  }

  private static Path berlin(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("governance.yaml"), "calendar: {zone: Europe/Berlin}\n");
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
