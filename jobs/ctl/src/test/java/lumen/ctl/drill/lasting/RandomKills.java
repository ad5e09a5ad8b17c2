package lumen.ctl.drill.lasting;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lumen.cluster.ClusterStatus;
import lumen.terminal.CommandFailure;

/**
 * Kills at random moments, each of one process, or of all of PostgreSQL's. What nobody replaces is
 * started again: the supervisor and PostgreSQL at once, the broker beside the next kills.
 */
final class RandomKills {
  private static final double LEAST_PAUSE_S = 0.5;
  private static final double MOST_PAUSE_S = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final KillStage stage;
  private final Random random;
  private final Map<String, Integer> killed = new TreeMap<>();
  private CompletableFuture<Void> broker = CompletableFuture.completedFuture(null);

  RandomKills(KillStage stage, Random random) {
    this.stage = stage;
    this.random = random;
  }

  /** Kills so many, and returns when all that was killed is there again. */
  void run(int kills) throws Exception {
    while (count() < kills) {
      double pauseS = LEAST_PAUSE_S + (MOST_PAUSE_S - LEAST_PAUSE_S) * random.nextDouble();
      TimeUnit.MILLISECONDS.sleep(Math.round(1e3 * pauseS));
      strike(random.nextInt(20));
    }
    broker.get();
  }

  private int count() {
    return killed.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of each. */
  Map<String, Integer> killed() {
    return killed;
  }

  private void strike(int choice) throws IOException {
    if (choice < 8) {
      process("TaskManager");
    } else if (choice < 11) {
      process("JobManager");
    } else if (choice < 14) {
      process("Supervisor");
      if (choice == 13) {
        process("TaskManager");
        process("JobManager");
      }
      startCluster();
    } else if (choice < 17) {
      stage.database.kill();
      counted("PostgreSQL");
      stage.database.start();
    } else if (broker.isDone()) {
      broker.join();
      stage.broker.kill();
      counted("broker");
      broker = CompletableFuture.runAsync(stage.broker::start);
    }
  }

  private void process(String role) {
    ClusterStatus.of(stage.cluster.cluster()).processes().stream()
        .filter(line -> line.role().equals(role) && line.alive())
        .findFirst()
        .flatMap(line -> ProcessHandle.of(line.pid()))
        .filter(ProcessHandle::destroyForcibly)
        .ifPresent(process -> counted(role));
  }

  private void counted(String what) {
    killed.merge(what, 1, Integer::sum);
    System.out.printf("kill %d: %s%n", count(), what);
  }

  /** A start that meets the death of a process is tried again. */
  private void startCluster() {
    await("the cluster goes on")
        .atMost(PATIENCE)
        .until(
            () -> {
              try {
                stage.startCluster();
                return true;
              } catch (CommandFailure e) {
                System.out.println("start: " + e.getMessage());
                return false;
              }
            });
  }
}
