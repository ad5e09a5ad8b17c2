package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
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

  /** Of a TaskManager: heap 1,740, RocksDB 512, network and the rest, deploy/local/config.yaml. */
  private static final long BOUND_MIB = 2_956;

  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** More than a slice, so that every kill meets the job at work. */
  private static final int SLICES = 40;

  /** Commands come behind each such slice. */
  private static final int ORDERED = 8;

  /** The time to live is raised, measured and kept; a revision fails and is taken back. */
  private static final int KILLED_DAYS = 14;

  private static final List<String> OUTPUTS =
      List.of("scorecard", "decisions", "edges", "evidence", "commands");

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

  /**
   * Three deaths, the second that of the JobManager, change no byte of what a replay makes of the
   * lines and of the commands as the job told them.
   */
  @Test
  void killsChangeNoByte() throws Exception {
    List<String> lines = new MergedServices(3, KILLED_DAYS, SEED).lines(temp);
    Path log = Files.write(temp.resolve("lines.ndjson"), lines);
    Path config = Files.createDirectories(temp.resolve("config"));
    Files.writeString(
        config.resolve("governance.yaml"),
        MergedServices.config(temp) + "inputs: {commands: orders}\n");
    try (DrillTopics broker = new DrillTopics(temp.resolve("broker"), DrillCluster.freePort())) {
      broker.create("lines", "orders");
      try (DrillCluster cluster = new DrillCluster(temp.resolve("cluster"), Map.of())) {
        run(
            List.of(
                "submit",
                "--kind",
                "governance",
                "--kafka",
                broker.bootstrap() + "/lines",
                "--config",
                config.toString(),
                "--out",
                temp.resolve("out").toString()));
        killed(broker.bootstrap(), lines);
      }
    }
    new ServiceResults(new OutputFolder(temp.resolve("out"), JobKind.GOVERNANCE)).write(1);
    Path told = temp.resolve("out/commands.ndjson");
    for (int parallelism : new int[] {1, 2, 4}) {
      Path replayed = temp.resolve("replayed-" + parallelism);
      replay(log, config, replayed, parallelism, "--control", told.toString());
      for (String output : OUTPUTS) {
        assertThat(temp.resolve("out/" + output + ".ndjson"))
            .as("at parallelism %d, seed %d", parallelism, SEED)
            .hasSameBinaryContentAs(replayed.resolve(output + ".ndjson"));
      }
    }
    StringBuilder found = new StringBuilder();
    for (String output : OUTPUTS) {
      int count = Files.readAllLines(temp.resolve("out/" + output + ".ndjson")).size();
      assertThat(count).as(output).isPositive();
      found.append(", ").append(output).append(' ').append(count);
    }
    System.out.printf(
        "%d lines, %d kills, seed %d: the same bytes of%s%n",
        lines.size(), KILLS, SEED, found.substring(1));
  }

  /** Commands of a moment: one of long ago, one that approves nothing, one of in an hour. */
  private static List<String> orders(int slice, double now) {
    String head =
        "{\"id\":\"%s-" + slice + "\",\"tenant\":\"api1\",\"effective_ts\":%.3f,\"type\":";
    return List.of(
        String.format(Locale.ROOT, head + "\"hold\"}", "hold", now - 172_800),
        String.format(
            Locale.ROOT, head + "\"approve\",\"decision\":\"api1/policy/1\"}", "approve", now),
        String.format(Locale.ROOT, head + "\"release\"}", "release", now + 3_600));
  }

  private void killed(String bootstrap, List<String> lines) throws Exception {
    SessionCluster session = SessionCluster.locate();
    Random random = new Random(SEED);
    int kills = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      send(
          bootstrap,
          "lines",
          lines.subList(slice * lines.size() / SLICES, (slice + 1) * lines.size() / SLICES));
      if (slice % ORDERED == ORDERED - 1) {
        double now = MergedServices.seconds(lines.get((slice + 1) * lines.size() / SLICES - 1));
        send(bootstrap, "orders", orders(slice, now));
      }
      if (kills < KILLS && slice >= (kills + 1) * SLICES / (KILLS + 1)) {
        // Not a wait: the death comes at a moment of chance, between two checkpoints or within one.
        Thread.sleep(500 + random.nextInt(1_500));
        kill(session, kills == 1);
        kills++;
      }
    }
    assertThat(kills).isEqualTo(KILLS);
    double newest = MergedServices.seconds(lines.get(lines.size() - 1));
    // The newest hour that has ended when the lateness is over; "ts" stands at the begin of a line.
    String lastHour = "\"ts\":" + (long) ((newest - 180) / 3_600) * 3_600 + ".0,";
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<Path> parts =
                  new OutputFolder(temp.resolve("out"), JobKind.GOVERNANCE).parts("scorecard");
              for (Path part : parts) {
                if (Files.readString(part).contains(lastHour)) {
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

  private static void send(String bootstrap, String topic, List<String> lines) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "linger.ms", 5,
            "max.in.flight.requests.per.connection", 1);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String line : lines) {
        var unused =
            producer.send(new ProducerRecord<>(topic, line.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private double replay(Path log, Path config, Path out, int parallelism, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("replay", log.toString(), "--local", "--kind", "governance"));
    arguments.addAll(List.of("--config", config.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    run(arguments);
    return Json.mapper().readTree(out.resolve("summary.json").toFile()).path("seconds").asDouble();
  }

  /** A sample each minute over 400 days. */
  @Test
  void longServiceIsReplayedSoon() throws Exception {
    Path log = temp.resolve("long.ndjson");
    long lines = new ServiceDays(1, 400, 60, SEED).write(log);
    double seconds = replay(log, config(), temp.resolve("long"), 1);
    System.out.printf("400 days of one service, %,d lines: %.1f s%n", lines, seconds);
    assertThat(seconds).isLessThanOrEqualTo(LONG_S);
  }

  /**
   * As many as a job has to hold, on the session cluster with the memory that it ships with: no
   * step is missing, nothing is started anew, and the TaskManager stays within its bound.
   */
  @Test
  void manyServicesFit() throws Exception {
    Path log = temp.resolve("many.ndjson");
    long lines = new ServiceDays(SERVICES, DAYS, 3_600, SEED).write(log);
    try (DrillCluster cluster = new DrillCluster(temp.resolve("cluster"), Map.of())) {
      SessionCluster session = SessionCluster.locate();
      run(
          List.of(
              "submit",
              log.toString(),
              "--kind",
              "governance",
              "--config",
              config().toString(),
              "--out",
              temp.resolve("many").toString()));
      JobStatus end = session.awaitEnd(session.rest().jobs().get(0).id(), status -> {});
      assertThat(end.state()).isEqualTo("FINISHED");
      assertThat(cluster.newestFailure()).isEmpty();
      long peak = peakMib(session.taskManagerPid());
      double seconds = end.durationMillis() / 1e3;
      // From the step of its first line on, which is told when an hour is over.
      long each = 1_440L * DAYS - 59;
      long steps = each * SERVICES;
      System.out.printf(
          Locale.ROOT,
          "%,d services over %d days, %,d lines, %,d steps: %.0f s, %,.0f steps/s,"
              + " TaskManager at most %,d MiB resident, state of the last checkpoint %,d MiB%n",
          SERVICES,
          DAYS,
          lines,
          steps,
          seconds,
          steps / seconds,
          peak,
          cluster.stateBytes() >> 20);
      assertThat(told("accounts", "\"steps\":" + each + ',')).isEqualTo(SERVICES);
      assertThat(told("scorecard", "")).isEqualTo(24L * DAYS * SERVICES);
      assertThat(peak).isLessThanOrEqualTo(BOUND_MIB);
    }
  }

  /** Lines of the many services that hold a text. */
  private long told(String output, String text) throws IOException {
    long found = 0;
    for (Path part : new OutputFolder(temp.resolve("many"), JobKind.GOVERNANCE).parts(output)) {
      try (Stream<String> lines = Files.lines(part)) {
        found += lines.filter(line -> line.contains(text)).count();
      }
    }
    return found;
  }

  /** The most that a process ever had in memory, as Linux tells it. */
  private static long peakMib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }
}
