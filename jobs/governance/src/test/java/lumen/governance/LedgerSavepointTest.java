package lumen.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.governance.settings.GovernanceSettings;
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
class LedgerSavepointTest {
  private static final KeptLedgerSavepoint KEPT = new KeptLedgerSavepoint("savepoint-1");
  private static final String WRITE = "lumen.savepoint.write";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OUTPUTS =
      List.of("scorecard", "decisions", "edges", "evidence");

  /** A rollback of one service is advised, and the command that approves it waits. */
  private static final String ADVISED = "\"id\":\"canary/rollback/1772348700000000\"";

  private static final double KNOWN_BY = 1_772_348_910;

  @TempDir private static Path work;

  private static LedgerCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new LedgerCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static StreamExecutionEnvironment from(Optional<String> savepoint) {
    return LedgerCluster.environment(work, savepoint);
  }

  private static GovernanceSettings own() {
    return KeptLedgerSavepoint.settings("");
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isContinuedAsIfNeverStopped() throws Exception {
    String savepoint = KEPT.unpack();
    cluster.await(cluster.submit(KEPT.built(from(Optional.empty()), "whole", own(), false)));
    cluster.await(
        cluster.submit(KEPT.built(from(Optional.of(savepoint)), "resumed", own(), false)));

    for (String output : OUTPUTS) {
      List<String> all = CollectedLedgers.lines("whole " + output);
      List<String> rest = CollectedLedgers.lines("resumed " + output);
      assertThat(rest).as(output).hasSize(KEPT.linesAfter().get(output));
      assertThat(rest).as(output).isEqualTo(all.subList(all.size() - rest.size(), all.size()));
      assertThat(rest.size() < all.size() || output.equals("edges")).as(output).isTrue();
    }
    assertThat(CollectedLedgers.lines("resumed accounts"))
        .containsExactlyInAnyOrderElementsOf(CollectedLedgers.lines("whole accounts"));
    assertThat(CollectedLedgers.lines("resumed decisions"))
        .as("the command that waited, and the decision that it approves")
        .anyMatch(line -> line.contains(ADVISED) && line.contains("\"state\":\"commanded\""));
    assertThat(CollectedLedgers.lines("resumed scorecard"))
        .as("a hold that was commanded")
        .anyMatch(line -> line.contains("\"tenant\":\"slo\"") && line.contains("\"hold\":true"));
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isRefusedWithTheKeyThatDiffers() throws Exception {
    GovernanceSettings others = KeptLedgerSavepoint.settings("calendar: {zone: Europe/Berlin}\n");
    JobResult result =
        cluster.result(
            cluster.submit(KEPT.built(from(Optional.of(KEPT.unpack())), "refused", others, false)));
    assertThat(result.isSuccess()).isFalse();
    assertThat(ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow()))
        .contains(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " calendar.zone: was UTC, is Europe/Berlin");
    assertThat(CollectedLedgers.lines("refused scorecard")).isEmpty();
  }

  /** Makes the files anew; see the README beside them. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = "true")
  void make() throws Exception {
    KEPT.writeLines(KNOWN_BY);
    StreamExecutionEnvironment env = KEPT.built(from(Optional.empty()), "made", own(), true);
    Configuration files = new Configuration();
    // Small state would lie in the metadata, under the name of the folder where it was made.
    files.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    env.configure(files);
    JobID job = cluster.submit(env);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                CollectedLedgers.lines("made decisions").stream()
                    .anyMatch(line -> line.contains(ADVISED)));
    String made = cluster.stop(job, work.resolve("made"));
    assertThat(CollectedLedgers.lines("made decisions"))
        .noneMatch(line -> line.contains(ADVISED) && line.contains("\"commanded\""));
    KEPT.writeLines(Double.MAX_VALUE);
    cluster.await(cluster.submit(KEPT.built(from(Optional.empty()), "all", own(), false)));
    Map<String, Integer> after = new TreeMap<>();
    for (String output : OUTPUTS) {
      after.put(
          output,
          CollectedLedgers.lines("all " + output).size()
              - CollectedLedgers.lines("made " + output).size());
    }
    KEPT.keep(Path.of(URI.create(made)), after);
  }
}
