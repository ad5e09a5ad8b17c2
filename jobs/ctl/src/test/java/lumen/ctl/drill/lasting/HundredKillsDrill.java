package lumen.ctl.drill.lasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dlumen.drill.kills}, 100 by default, at random moments of one run: the TaskManager, the
 * JobManager, the supervisor or all of them, the broker, PostgreSQL. Files, topics and rows are
 * those of a replay of what ingest heard: nothing is lost, nothing comes twice. {@code
 * -Dlumen.drill.sabotage} breaks one of them behind the kills ({@link KillSabotage}).
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "long")
final class HundredKillsDrill {
  private static final int KILLS = Integer.getInteger("lumen.drill.kills", 100);
  private static final long SEED = Long.getLong("lumen.drill.seed", 20_261_130);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  @Test
  void nothingIsLostAndNothingComesTwice() throws Exception {
    KillSabotage sabotage = KillSabotage.asked();
    try (KillStage stage = new KillStage(temp, SEED)) {
      long begun = System.nanoTime();
      RandomKills kills = new RandomKills(stage, new Random(SEED));
      kills.run(KILLS);
      System.out.printf(
          "seed %d: killed %s in %.0f s%n",
          SEED, kills.killed(), (System.nanoTime() - begun) / 1e9);
      await("all is well again").atMost(PATIENCE).until(stage::isWell);
      long proof = System.nanoTime();
      assertThat(new KillProof(stage).faults(sabotage)).isEmpty();
      System.out.printf("the proof took %.0f s%n", (System.nanoTime() - proof) / 1e9);
    }
  }
}
