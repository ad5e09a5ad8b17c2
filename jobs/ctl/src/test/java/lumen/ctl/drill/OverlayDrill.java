package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lumen.cluster.SessionCluster;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.LumenctlRun;
import lumen.ctl.gateway.GatewayClient;
import lumen.ctl.gateway.GatewayStory;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RouteResults;
import lumen.ctl.session.ForkedLumenctl;
import lumen.fixtures.CommandRun;
import lumen.jobs.JobKind;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The overlay job on the session cluster as it ships, RocksDB and a checkpoint every 5 s, asked
 * {@code -Dlumen.drill.rate} times a second (1,000) for {@code -Dlumen.drill.minutes} (5) by topics
 * of a broker in a process of its own.
 */
@Tag("drill")
final class OverlayDrill {
  private static final int RATE = Integer.getInteger("lumen.drill.rate", 1_000);
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("lumen.drill.minutes", "5"));
  private static final String WARM_UP_S = System.getProperty("lumen.drill.warm-up", "60");
  private static final long SEED = Long.getLong("lumen.drill.seed", 16);
  private static final double ANSWER_MS = 10;
  private static final double EMERGENCY_MS = 1_000;
  private static final double COLD_S = 60;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OUTPUTS =
      List.of("decisions", "verdicts", "evidence", "accounts", "rejects");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temp;

  private DrillTopics broker;
  private DrillCluster cluster;

  @BeforeEach
  void start() throws Exception {
    broker = new DrillTopics(temp.resolve("broker"), DrillCluster.freePort());
    broker.create("log", "answers");
    configure();
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
    broker.close();
  }

  private void startCluster() throws IOException, InterruptedException {
    cluster = new DrillCluster(temp.resolve("cluster"), Map.of());
  }

  private void configure() throws IOException {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("overlay.yaml"), "outputs: {answers: answers}\n");
    Files.writeString(config.resolve("overlay_flags.yaml"), GatewayStory.flags(50));
  }

  private List<String> submission() {
    return List.of(
        "submit",
        "--kind",
        "overlay",
        "--kafka",
        broker.bootstrap() + "/log",
        "--config",
        temp.resolve("config").toString(),
        "--out",
        temp.resolve("out").toString());
  }

  private static CommandRun run(List<String> arguments) {
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private JsonNode load(String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "capacity",
                "overlay",
                "--kafka",
                broker.bootstrap() + "/log",
                "--answers",
                "answers",
                "--rate",
                Integer.toString(RATE),
                "--minutes",
                Double.toString(MINUTES),
                "--json"));
    arguments.addAll(List.of(further));
    try {
      JsonNode figures = Json.mapper().readTree(run(arguments).out());
      System.out.println(figures);
      return figures;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As soon as a gateway needs it, and an emergency is obeyed within a second. */
  @Test
  void answersComeInTime() throws Exception {
    startCluster();
    run(submission());
    JsonNode figures = load("--warm-up", WARM_UP_S, "--emergency");
    assertThat(figures.path("unanswered").asLong()).isZero();
    assertThat(figures.path("overlays").asLong()).isPositive();
    assertThat(figures.path("answer_ms").path("p99").asDouble()).isLessThanOrEqualTo(ANSWER_MS);
    assertThat(figures.path("emergency_ms").asDouble()).isBetween(0.0, EMERGENCY_MS);
  }

  /** Three deaths of the TaskManager change no byte of what a replay of the log makes. */
  @Test
  void killsChangeNoByte() throws Exception {
    startCluster();
    run(submission());
    CompletableFuture<JsonNode> load = CompletableFuture.supplyAsync(() -> load("--warm-up", "5"));
    Random random = new Random(SEED);
    long begun = System.nanoTime();
    SessionCluster session = SessionCluster.locate();
    for (int kill = 1; kill <= KILLS; kill++) {
      double atS = 60 * MINUTES * (kill - 0.25 + 0.5 * random.nextDouble()) / (KILLS + 1);
      long due = begun + Math.round(atS * TimeUnit.SECONDS.toNanos(1));
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> session.rest().jobs().stream().allMatch(job -> job.healthy()));
      long killed = session.taskManagerPid();
      session.killTaskManager();
      await().atMost(PATIENCE).until(() -> session.taskManagerPid() != killed);
      int deaths = kill;
      await().atMost(PATIENCE).until(() -> cluster.restarts() >= deaths);
      assertThat(load.isDone()).as("kill %d of seed %d met the load", kill, SEED).isFalse();
    }
    assertThat(load.get().path("unanswered").asLong()).isZero();
    assertThat(cluster.restarts()).isGreaterThanOrEqualTo(KILLS);
    String job = session.rest().jobs().get(0).id();
    session.rest().stopWithSavepoint(job, true, session.directory().savepointsUri());
    session.rest().awaitEnded(job);
    new RouteResults(new OutputFolder(temp.resolve("out"), JobKind.OVERLAY)).write(1);

    Path log = Files.write(temp.resolve("log.ndjson"), broker.lines("log"));
    for (int parallelism : new int[] {1, 2, 4}) {
      Path replayed = temp.resolve("replayed-" + parallelism);
      run(
          List.of(
              "replay",
              log.toString(),
              "--local",
              "--kind",
              "overlay",
              "--config",
              temp.resolve("config").toString(),
              "--out",
              replayed.toString(),
              "--parallelism",
              Integer.toString(parallelism)));
      for (String output : OUTPUTS) {
        assertThat(temp.resolve("out/" + output + ".ndjson"))
            .as("at parallelism %d, seed %d", parallelism, SEED)
            .hasSameBinaryContentAs(replayed.resolve(output + ".ndjson"));
      }
    }
    List<String> answers = broker.lines("answers");
    List<String> first = new ArrayList<>(new LinkedHashSet<>(answers));
    System.out.printf(
        "%d answers, %d of them repeats%n", answers.size(), answers.size() - first.size());
    assertThat(first).isEqualTo(Files.readAllLines(temp.resolve("out/decisions.ndjson")));
  }

  /** From nothing to the baseline for everybody. */
  @Test
  void coldRestartWithoutFeaturesIsSoon() throws Exception {
    try (GatewayClient client =
        new GatewayClient(Brokers.open(broker.bootstrap()), "log", "answers")) {
      long begun = System.nanoTime();
      startCluster();
      try (ForkedLumenctl submit =
          ForkedLumenctl.start(
              List.of("env", "RESON_FEATURES="),
              cluster.flags(),
              submission(),
              temp.resolve("submit.err"))) {
        String because = "";
        for (int id = 0; !because.equals("baseline_only"); id++) {
          because = ask(client, id);
          assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        }
        double tookS = (System.nanoTime() - begun) / 1e9;
        System.out.printf("cold restart to the first baseline: %.1f s%n", tookS);
        assertThat(submit.exitCode()).as(submit.err()).isEqualTo(ExitCode.OK);
        assertThat(tookS).isLessThanOrEqualTo(COLD_S);
      }
    }
  }

  private static String ask(GatewayClient client, int id) throws Exception {
    String line =
        "{\"type\":\"request\",\"ts\":%d,\"tenant\":\"t\",\"request_id\":\"%d\",\"scenario_type\":\"%s\",\"confidence\":0.9}"
            .formatted(1_767_225_600 + id, id, GatewayStory.SCENARIO);
    return client.ask("t", Integer.toString(id), line, Duration.ofMillis(200)).get().because();
  }
}
