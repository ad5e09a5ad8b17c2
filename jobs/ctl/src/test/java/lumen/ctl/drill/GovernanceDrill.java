package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.cluster.SessionCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ServiceResults;
import lumen.fixtures.CommandRun;
import lumen.jobs.JobKind;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The governance job as it ships: killed while it reads a topic, over 400 days of one service, and
 * with many services side by side ({@code -Dlumen.drill.services}, 1,000, over {@code
 * -Dlumen.drill.days}, 35).
 */
@Tag("drill")
final class GovernanceDrill {
  private static final long SEED = Long.getLong("lumen.drill.seed", 17);
  private static final int SERVICES = Integer.getInteger("lumen.drill.services", 1_000);
  private static final int DAYS = Integer.getInteger("lumen.drill.days", 35);
  private static final double LONG_S = 60;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** More than a slice, so that every kill meets the job at work. */
  private static final int SLICES = 40;

  /** The last hour of ten days that ends before the newest line less the lateness. */
  private static final String LAST_HOUR = "\"ts\":1768086000.0";

  private static final List<String> OUTPUTS =
      List.of("scorecard", "decisions", "edges", "evidence");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temp;

  private static CommandRun run(List<String> arguments) {
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private Path config() throws Exception {
    Path config = Files.createDirectories(temp.resolve("config"));
    Files.writeString(
        config.resolve("governance.yaml"),
        "roi: {miss_cost: 0.0001}\npolicy: {mode: auto}\nbudget: {amount: 100}\n");
    return config;
  }

  /** Three deaths, the second that of the JobManager, change no byte of what a replay makes. */
  @Test
  void killsChangeNoByte() throws Exception {
    Path log = temp.resolve("lines.ndjson");
    new ServiceDays(4, 10, 60, SEED).write(log);
    List<String> lines = Files.readAllLines(log);
    try (DrillTopics broker = new DrillTopics(temp.resolve("broker"), DrillCluster.freePort())) {
      broker.create("lines");
      try (DrillCluster cluster = new DrillCluster(temp.resolve("cluster"), Map.of())) {
        run(
            List.of(
                "submit",
                "--kind",
                "governance",
                "--kafka",
                broker.bootstrap() + "/lines",
                "--config",
                config().toString(),
                "--out",
                temp.resolve("out").toString()));
        killed(broker.bootstrap(), lines);
      }
    }
    new ServiceResults(new OutputFolder(temp.resolve("out"), JobKind.GOVERNANCE)).write(1);
    for (int parallelism : new int[] {1, 2, 4}) {
      Path replayed = temp.resolve("replayed-" + parallelism);
      replay(log, replayed, parallelism);
      for (String output : OUTPUTS) {
        assertThat(temp.resolve("out/" + output + ".ndjson"))
            .as("at parallelism %d, seed %d", parallelism, SEED)
            .hasSameBinaryContentAs(replayed.resolve(output + ".ndjson"));
      }
    }
    System.out.printf(
        "%d lines, %d kills, seed %d: scorecards %d, evidence %d, the same bytes%n",
        lines.size(),
        KILLS,
        SEED,
        Files.readAllLines(temp.resolve("out/scorecard.ndjson")).size(),
        Files.readAllLines(temp.resolve("out/evidence.ndjson")).size());
  }

  private void killed(String bootstrap, List<String> lines) throws Exception {
    SessionCluster session = SessionCluster.locate();
    Random random = new Random(SEED);
    int kills = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      send(
          bootstrap,
          lines.subList(slice * lines.size() / SLICES, (slice + 1) * lines.size() / SLICES));
      if (kills < KILLS && slice >= (kills + 1) * SLICES / (KILLS + 1)) {
        // Not a wait: the death comes at a moment of chance, between two checkpoints or within one.
        Thread.sleep(500 + random.nextInt(1_500));
        kill(session, kills == 1);
        kills++;
      }
    }
    assertThat(kills).isEqualTo(KILLS);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<Path> parts =
                  new OutputFolder(temp.resolve("out"), JobKind.GOVERNANCE).parts("scorecard");
              for (Path part : parts) {
                if (Files.readString(part).contains(LAST_HOUR)) {
                  return true;
                }
              }
              return false;
            });
    String job = session.rest().jobs().stream().filter(one -> one.healthy()).findFirst().get().id();
    session.rest().stopWithSavepoint(job, true, session.directory().savepointsUri());
    session.rest().awaitEnded(job);
  }

  private static void kill(SessionCluster session, boolean coordinator) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> session.rest().jobs().stream().anyMatch(job -> job.healthy()));
    if (coordinator) {
      long before = session.jobManagerPid();
      ProcessHandle.of(before).orElseThrow().destroyForcibly();
      await().atMost(PATIENCE).until(() -> session.jobManagerPid() != before);
    } else {
      long before = session.taskManagerPid();
      session.killTaskManager();
      await().atMost(PATIENCE).until(() -> session.taskManagerPid() != before);
    }
  }

  private static void send(String bootstrap, List<String> lines) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 5);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String line : lines) {
        var unused =
            producer.send(new ProducerRecord<>("lines", line.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private double replay(Path log, Path out, int parallelism) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("replay", log.toString(), "--local", "--kind", "governance"));
    arguments.addAll(List.of("--config", config().toString(), "--out", out.toString()));
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    run(arguments);
    return Json.mapper().readTree(out.resolve("summary.json").toFile()).path("seconds").asDouble();
  }

  /** A sample each minute over 400 days. */
  @Test
  void longServiceIsReplayedSoon() throws Exception {
    Path log = temp.resolve("long.ndjson");
    long lines = new ServiceDays(1, 400, 60, SEED).write(log);
    double seconds = replay(log, temp.resolve("long"), 1);
    System.out.printf("400 days of one service, %,d lines: %.1f s%n", lines, seconds);
    assertThat(seconds).isLessThanOrEqualTo(LONG_S);
  }

  /** As many as a job has to hold; what they take of the heap is told. */
  @Test
  void manyServicesFit() throws Exception {
    Path log = temp.resolve("many.ndjson");
    long lines = new ServiceDays(SERVICES, DAYS, 3_600, SEED).write(log);
    double seconds = replay(log, temp.resolve("many"), 2);
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.out.printf(
        "%,d services over %d days, %,d lines: %.1f s, heap at most %,d MiB%n",
        SERVICES, DAYS, lines, seconds, runtime.maxMemory() >> 20);
    assertThat(Json.mapper().readTree(temp.resolve("many/summary.json").toFile()).path("services"))
        .hasSize(SERVICES);
  }
}
