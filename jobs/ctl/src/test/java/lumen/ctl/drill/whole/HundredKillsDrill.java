package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import lumen.cluster.ClusterSettings;
import lumen.cluster.ClusterStatus;
import lumen.cluster.SessionCluster;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dlumen.drill.kills}, 100 by default, at random moments of one run: the TaskManager, the
 * JobManager, the supervisor, or all of them. The frames are those of a replay of what ingest
 * heard: none is lost, none comes twice.
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "long")
final class HundredKillsDrill {
  private static final int KILLS = Integer.getInteger("lumen.drill.kills", 100);
  private static final long SEED = Long.getLong("lumen.drill.seed", 20_261_130);
  private static final double MOST_PAUSE_S = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> killed = new TreeMap<>();

  @Test
  void noneIsLostAndNoneComesTwice() throws Exception {
    PrometheusTools.require();
    try (DrillStage stage = new DrillStage(temp, Sabotage.NONE)) {
      SessionCluster cluster = stage.cluster.cluster();
      for (int kill = 0; kill < KILLS; kill++) {
        TimeUnit.MILLISECONDS.sleep(500 + (long) (1e3 * MOST_PAUSE_S * random.nextDouble()));
        kill(stage, cluster);
      }
      await("all is well again").atMost(PATIENCE).until(stage::isWell);
      System.out.printf("seed %d: killed %s%n", SEED, killed);
      DrillRow row = DrillStep.run(13, "replay of the log", stage, new FinalProof(stage)::run);
      assertThat(row.broken()).isEmpty();
    }
  }

  private void kill(DrillStage stage, SessionCluster cluster) {
    int choice = random.nextInt(10);
    if (choice < 5) {
      kill(cluster, "TaskManager");
    } else if (choice < 7) {
      kill(cluster, "JobManager");
    } else {
      kill(cluster, "Supervisor");
      if (choice == 9) {
        kill(cluster, "TaskManager");
        kill(cluster, "JobManager");
      }
      await("the cluster goes on")
          .atMost(PATIENCE)
          .until(
              () -> {
                try {
                  cluster.start(new ClusterSettings(2, stage.cluster.port(), false, stage.ports));
                  return true;
                } catch (CommandFailure e) {
                  System.out.println("start: " + e.getMessage());
                  return false;
                }
              });
    }
  }

  private void kill(SessionCluster cluster, String role) {
    ClusterStatus.of(cluster).processes().stream()
        .filter(line -> line.role().equals(role) && line.alive())
        .findFirst()
        .flatMap(line -> ProcessHandle.of(line.pid()))
        .ifPresent(
            process -> {
              process.destroyForcibly();
              killed.merge(role, 1, Integer::sum);
            });
  }
}
