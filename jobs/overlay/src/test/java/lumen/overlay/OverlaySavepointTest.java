package lumen.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.overlay.settings.OverlaySettings;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of an earlier version that holds every state there is: with the settings that it was
 * made with it is continued as if never stopped, with others that shape state it is refused.
 */
class OverlaySavepointTest {
  private static final KeptRouteSavepoint KEPT = new KeptRouteSavepoint("savepoint-1");
  private static final String WRITE = "lumen.savepoint.write";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OUTPUTS =
      List.of("decisions", "verdicts", "evidence", "accounts");

  /** An overlay is held, a command waits, and one of the logs has ended. */
  private static final double STOPPED = 1_767_226_400;

  private static final double MADE_AT_SPEED = 100;
  private static final Pattern TIME = Pattern.compile("\"ts\":([0-9.E]+)");

  @TempDir private static Path work;

  private static RouteCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new RouteCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static StreamExecutionEnvironment from(Optional<String> savepoint) {
    return RouteCluster.environment(work, savepoint);
  }

  private static OverlaySettings own() {
    return KeptRouteSavepoint.settings("", "");
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isContinuedAsIfNeverStopped() throws Exception {
    String savepoint = KEPT.unpack();
    cluster.await(cluster.submit(KEPT.built(from(Optional.empty()), "whole", own(), 0)));
    cluster.await(cluster.submit(KEPT.built(from(Optional.of(savepoint)), "resumed", own(), 0)));

    for (String output : OUTPUTS) {
      List<String> all = CollectedRoutes.lines("whole " + output);
      List<String> rest = CollectedRoutes.lines("resumed " + output);
      assertThat(rest)
          .as(output)
          .hasSize(KEPT.linesAfter().get(output))
          .hasSizeLessThan(all.size());
      assertThat(rest).as(output).isEqualTo(all.subList(all.size() - rest.size(), all.size()));
    }
    assertThat(CollectedRoutes.lines("whole rejects"))
        .containsAll(CollectedRoutes.lines("resumed rejects"))
        .hasSizeGreaterThan(CollectedRoutes.lines("resumed rejects").size());
    assertThat(String.join("\n", CollectedRoutes.lines("resumed evidence")))
        .as("the command that waited, and the breaker that was held")
        .contains("\"control:open\"", "\"rollback_first:held>closed\"");
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isRefusedWithTheKeyThatDiffers() throws Exception {
    OverlaySettings others = KeptRouteSavepoint.settings("outcome_ttl_s: 60", "outcome_ttl_s: 90");
    JobResult result =
        cluster.result(
            cluster.submit(KEPT.built(from(Optional.of(KEPT.unpack())), "refused", others, 0)));
    assertThat(result.isSuccess()).isFalse();
    assertThat(ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow()))
        .contains(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " join.outcome_ttl_s: was 60.0, is 90.0");
    assertThat(CollectedRoutes.lines("refused decisions")).isEmpty();
  }

  /** Makes the files anew; see the README beside them. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = "true")
  void make() throws Exception {
    KEPT.writeLogs();
    StreamExecutionEnvironment env =
        KEPT.built(from(Optional.empty()), "made", own(), MADE_AT_SPEED);
    Configuration files = new Configuration();
    // Small state would lie in the metadata, under the name of the folder where it was made.
    files.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    env.configure(files);
    JobID job = cluster.submit(env);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> newest("made decisions") >= STOPPED);
    String made = cluster.stop(job, work.resolve("made"));
    assertThat(newest("made decisions")).isLessThan(STOPPED + 190);
    cluster.await(cluster.submit(KEPT.built(from(Optional.empty()), "all", own(), 0)));
    Map<String, Integer> after = new TreeMap<>();
    for (String output : OUTPUTS) {
      after.put(
          output,
          CollectedRoutes.lines("all " + output).size()
              - CollectedRoutes.lines("made " + output).size());
    }
    KEPT.keep(Path.of(URI.create(made)), after);
  }

  private static double newest(String output) {
    double newest = 0;
    for (String line : CollectedRoutes.lines(output)) {
      Matcher time = TIME.matcher(line);
      if (time.find()) {
        newest = Math.max(newest, Double.parseDouble(time.group(1)));
      }
    }
    return newest;
  }
}
