package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of an earlier version that holds every state there is: with the settings that it was
 * made with it is continued as if never stopped, with others it is refused with their keys.
 */
class GoldenSavepointTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final KeptSavepoint KEPT = new KeptSavepoint("savepoint-4");
  private static final String WRITE = "lumen.savepoint.write";
  private static final List<String> OUTPUTS = List.of("frames", "channels", "evidence");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** evidence/risk_map.yaml. */
  static final String RISKS =
      """
      - {if: "mean(coherence, 15s) < 0.9", risk: loose, action: "alert warn", repeat_s: 5}
      - {if: "stddev(phase_diff, 25s) > 0.0001", risk: unsteady, action: "increase kd by 0.02", repeat_s: 7}
      - {if: 'mode == "fused"', risk: led, action: "set weights 0.65 0.35", repeat_s: 30}
      """;

  /** Everything but the commands that the job is told. */
  private static final Map<String, String> CONFIG =
      Map.of(
          "fusion.yaml",
          ShortWindows.FUSION,
          "sensors.yaml",
          ShortWindows.SENSORS,
          "evidence/quote_rules.yaml",
          ShortWindows.QUOTES,
          "evidence/risk_map.yaml",
          RISKS);

  /** How many chunks are played before the savepoint: the commands, then both streams by turns. */
  private static final long CHUNKS_BEFORE = 6;

  @TempDir static Path work;

  private static String savepoint;

  @BeforeAll
  static void unpack() throws Exception {
    if (!Boolean.getBoolean(WRITE)) {
      savepoint = KEPT.unpack();
    }
  }

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isContinuedAsIfNeverStoppedWithItsOwnSettings() throws Exception {
    Path config = KEPT.folder().resolve("config");
    CLUSTER.await(CLUSTER.submit(built(EmbeddedCluster.environment(work), "golden-whole", config)));
    CLUSTER.await(
        CLUSTER.submit(
            built(EmbeddedCluster.environment(work, savepoint), "golden-resumed", config)));

    for (String output : OUTPUTS) {
      List<String> all = lines("golden-whole " + output);
      List<String> rest = lines("golden-resumed " + output);
      assertThat(rest).as(output).isNotEmpty().hasSizeLessThan(all.size());
      assertThat(rest).as(output).isEqualTo(all.subList(all.size() - rest.size(), all.size()));
    }
    ticksGoOnWithTheirMultipleChosenAnew();
    assertThat(CollectingSink.lines("golden-resumed frames")).hasSize(KEPT.framesAfter());
    Map<String, String> accounts = lastAccounts("golden-resumed");
    assertThat(accounts).containsKeys("osc desk", "recording left", "recording ure");
    assertThat(lastAccounts("golden-whole")).containsAllEntriesOf(accounts);
    assertThat(CollectingSink.lines("golden-resumed evidence").toString())
        .as("the command that waited, and rules of commands before the savepoint")
        .contains("waiting-rules", "\"a/told_risk/", "\"b/told_risk/");
  }

  /** What does not hang on the ticks of a bridge: those choose their multiple anew. */
  private static List<String> lines(String output) {
    return CollectingSink.lines(output).stream()
        .filter(line -> !line.contains("\"kind\":\"state\"") && !line.contains("calibration:"))
        .toList();
  }

  private static void ticksGoOnWithTheirMultipleChosenAnew() {
    List<JsonNode> ticks =
        CollectingSink.lines("golden-resumed control").stream()
            .map(JobOutput::parse)
            .filter(tick -> tick.get("tenant").textValue().equals("a"))
            .toList();
    assertThat(ticks.get(0).get("multiple").isNull()).isTrue();
    assertThat(ticks.get(ticks.size() - 1).get("multiple").doubleValue()).isEqualTo(1);
    assertThat(ticks.get(0).get("state").textValue()).isEqualTo("E2");
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isRefusedWithEveryKeyThatDiffers() throws Exception {
    Path others = work.resolve("others");
    CONFIG.forEach((file, text) -> write(others.resolve(file), text));
    write(
        others.resolve("fusion.yaml"),
        ShortWindows.FUSION.replace("max_lag_s: 1.0", "max_lag_s: 1.2") + "band: {taps: 33}\n");
    JobResult result =
        CLUSTER.result(
            CLUSTER.submit(
                built(EmbeddedCluster.environment(work, savepoint), "golden-refused", others)));
    assertThat(result.isSuccess()).isFalse();
    assertThat(ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow()))
        .contains(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " band.taps: was 51, is 33; lag.max_lag_s: was 1, is 1.2");
    assertThat(CollectingSink.lines("golden-refused frames")).isEmpty();
  }

  /** What the account of each source said last. */
  private static Map<String, String> lastAccounts(String run) {
    Map<String, String> last = new TreeMap<>();
    for (String line : CollectingSink.lines(run + " accounts")) {
      JsonNode account = JobOutput.parse(line);
      if (account.has("received")) {
        last.put(account.path("stream").asText() + " " + account.path("source").asText(), line);
      }
    }
    return last;
  }

  private static StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String name, Path config) throws Exception {
    return KEPT.built(env, name, config, false);
  }

  private static String played(String file) {
    return KEPT.folder().resolve(file).toString();
  }

  /** Makes the files anew; see the README beside them. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = "true")
  void make() throws Exception {
    Path config = KEPT.folder().resolve("config");
    CONFIG.forEach((file, text) -> write(config.resolve(file), text));
    write(KEPT.folder().resolve(KeptSavepoint.COMMANDS), commands());
    SeededRecording.of(3).write(Path.of(played("recording.ndjson")));
    DecidedLog.write(Path.of(played("log.ndjson")), 4, SeededRecording.SECONDS);
    RecutSource.holdAfter(CHUNKS_BEFORE);
    JobID job = CLUSTER.submit(built(withStateInFilesAlone(), "made", config));
    await().atMost(PATIENCE).until(GoldenSavepointTest::everyTenantHasFrames);
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    String made = CLUSTER.stop(job, work.resolve("made"));
    int before = CollectingSink.lines("made frames").size();
    RecutSource.release();
    CLUSTER.await(CLUSTER.submit(built(EmbeddedCluster.environment(work), "all", config)));
    KEPT.keep(Path.of(URI.create(made)), CollectingSink.lines("all frames").size() - before);
  }

  private static boolean everyTenantHasFrames() {
    return List.of("\"a\"", "\"b\"", "\"c\"").stream()
        .allMatch(
            tenant ->
                CollectingSink.lines("made frames").stream().anyMatch(f -> f.contains(tenant)));
  }

  /** Small state would lie in the metadata, under the name of the folder where it was made. */
  private static StreamExecutionEnvironment withStateInFilesAlone() {
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    Configuration files = new Configuration();
    files.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    env.configure(files);
    return env;
  }

  /** Of each type one that is obeyed before the savepoint, and one that waits in it. */
  static String commands() {
    String rules =
        "\"type\":\"rules\",\"risk_map\":\"- {if: 'mean(order, 12s) > 0.1', risk: told_risk,"
            + " action: alert warn, repeat_s: 4}\\n\",\"quote_rules\":\"[]\\n\"}";
    return command("early-rules", "b", 20, rules)
        + command(
            "early-limits",
            "a",
            22,
            "\"type\":\"tick_limits\",\"min_tick_ms\":130,\"max_tick_ms\":390}")
        + command(
            "early-curves",
            "a",
            24,
            "\"type\":\"curves\",\"kp_curve\":[[0,0.3],[0.3,0.2]],\"kd_curve\":[[0,0.1],[0.3,0.15]],\"ki_base\":0.07}")
        + command("early-weights", "b", 26, "\"type\":\"weights\",\"ure\":0.8,\"sensors\":0.2}")
        + command("early-release", "a", 28, "\"type\":\"release\"}")
        + command("waiting-rules", "a", 110, rules);
  }

  static String command(String id, String tenant, int s, String rest) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"author\":\"ann\",\"tenant\":\"%s\",\"effective_ts\":%d,%s%n",
        id,
        tenant,
        SeededRecording.T0_S + s,
        rest);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException("test files must be writable: " + file, e);
    }
  }
}
