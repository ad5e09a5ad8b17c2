package lumen.ctl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.Preconditions;
import lumen.cluster.SessionCluster;
import lumen.cluster.TestCluster;
import lumen.cluster.job.Checkpoint;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.ctl.LumenctlRun;
import lumen.ctl.fusion.FusionJob;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.RunResults;
import lumen.fixtures.CommandRun;
import lumen.fusion.metrics.FusionExporter;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.files.Belongings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay is a proof: the same recording and settings give the same bytes at any parallelism and
 * speed, with and without cluster, in one TaskManager and in two, through the deaths of its
 * processes and from a savepoint.
 */
class ByteIdentityITCase {
  private static final RigSettings RIG = new RigSettings(7, 2, 4);
  private static final long SEED = 11;
  private static final int KILLS = 2;
  private static final int SLOTS = 2;
  private static final int TASK_MANAGERS = 2;

  /** Below the ports that the machine gives by itself. */
  private static final int METRICS_FROM = 19_310;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path temp;
  private static Path recording;
  private static Path config;
  private static int metricsPort;
  private static TestCluster test;
  private static SessionCluster cluster;
  private static RunFolder undisturbed;

  @BeforeAll
  static void playTheRigOnce() throws IOException {
    recording = temp.resolve("rig.ndjson");
    config = Files.createDirectory(temp.resolve("config"));
    Rig rig = new Rig(RIG);
    try (OutputStream out = Files.newOutputStream(recording)) {
      rig.play(out);
    }
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());

    test = new TestCluster(temp.resolve("cluster"), ByteIdentityITCase::withQuickCheckpoints);
    cluster = test.cluster();
    cluster.start(new ClusterSettings(SLOTS, TASK_MANAGERS, test.port(), false, metrics()));
    undisturbed = replay("undisturbed", 0, 1);
    undisturbed.accountsForAll(Recordings.lines(recording));
    undisturbed.framesAreSane(5);
    assertThat(undisturbed.framesOf("fused")).isPositive();
    assertThat(undisturbed.framesOf("sensors_only")).isPositive();
    assertThat(undisturbed.total("late")).isPositive();
    assertThat(undisturbed.total("rejected")).isPositive();
    assertThat(undisturbed.folder().resolve("control.ndjson"))
        .content()
        .contains("\"state\":\"E1\"", "\"state\":\"E2\"", "\"state\":\"E3\"");
    assertThat(undisturbed.folder().resolve("evidence.ndjson"))
        .content()
        .contains("\"kind\":\"state\"", "\"kind\":\"failover\"", "\"kind\":\"risk\"");
  }

  /** A port that is free, and the one that the second TaskManager has by it. */
  private static MetricsPorts metrics() {
    int first = Preconditions.freePortFrom(METRICS_FROM);
    MetricsPorts ports = new MetricsPorts(first, 0, 0);
    while (Preconditions.freePortFrom(ports.ofTaskManager(2).fusion())
        != ports.ofTaskManager(2).fusion()) {
      first = Preconditions.freePortFrom(first + 1);
      ports = new MetricsPorts(first, 0, 0);
    }
    metricsPort = first;
    return ports;
  }

  /** A checkpoint every half second instead of five. */
  private static String withQuickCheckpoints(String config) {
    assertThat(config).contains("interval: 5 s", "min-pause: 500");
    return config.replace("interval: 5 s", "interval: 500 ms").replace("pause: 500", "pause: 200");
  }

  @AfterAll
  static void stopCluster() {
    if (test != null) {
      test.close();
      assertThat(test.processes()).as("processes left").isEmpty();
    }
  }

  @Test
  void parallelismChangesNoByte() throws IOException {
    same(replay("two", 0, 2));
    same(replay("four", 0, 4));
  }

  @Test
  void paceChangesNoByte() throws IOException {
    same(replay("paced", 60, 2));
  }

  @Test
  void processOfItsOwnWithOtherMathChangesNoByte() throws Exception {
    ReplayRequest other = request("without-libm", 0, 2);
    List<String> flags =
        List.of(
            "-XX:TieredStopAtLevel=4", "-XX:+UnlockDiagnosticVMOptions", "-XX:-UseLibmIntrinsic");
    try (ForkedLumenctl lumenctl =
        ForkedLumenctl.start(flags, localCommand(other), temp.resolve("without-libm.err"))) {
      assertThat(lumenctl.exitCode()).as(lumenctl.err()).isEqualTo(ExitCode.OK);
      assertThat(lumenctl.err()).as("nothing but the result is printed").isEmpty();
    }
    same(RunFolder.read(other.out()));
  }

  private static List<String> localCommand(ReplayRequest request) {
    return List.of(
        "replay",
        recording.toString(),
        "--local",
        "--channels",
        "--config",
        config.toString(),
        "--out",
        request.out().toString(),
        "--parallelism",
        Integer.toString(request.parallelism()));
  }

  @Test
  void deathsOfTheTaskManagerChangeNoByte() throws IOException {
    Random random = new Random(SEED);
    ReplayRequest request = request("killed", 10, 2);
    String id = submit(request, Optional.empty());
    for (int kill = 1; kill <= KILLS; kill++) {
      long checkpoint = newestCheckpoint(id) + 1 + random.nextInt(2);
      await()
          .atMost(PATIENCE)
          .until(() -> newestCheckpoint(id) >= checkpoint && status(id).healthy());
      if (kill == 1) {
        bothTaskManagersWork();
      }
      int which = kill % TASK_MANAGERS + 1;
      long killed = cluster.taskManagerPid(which);
      cluster.killTaskManager(which);
      await().atMost(PATIENCE).until(() -> cluster.taskManagerPid(which) != killed);
      assertThat(status(id).ended()).as("kill %d of seed %d met the job", kill, SEED).isFalse();
    }

    same(finish(id, request));
  }

  /** Each runs tasks of the job, and serves its metrics on a port of its own. */
  private static void bothTaskManagersWork() throws IOException {
    try (InputStream told = cluster.restUrl().resolve("/taskmanagers").toURL().openStream()) {
      for (JsonNode one : Json.mapper().readTree(told).path("taskmanagers")) {
        assertThat(one.path("slotsNumber").asInt()).isEqualTo(SLOTS);
        assertThat(one.path("freeSlots").asInt()).as("spread: %s", one).isEqualTo(SLOTS - 1);
      }
    }
    for (int number = 1; number <= TASK_MANAGERS; number++) {
      int port = metricsPort + 100 * (number - 1);
      URI page = URI.create("http://127.0.0.1:" + port + FusionExporter.FUSION.path());
      try (InputStream in = page.toURL().openStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .as("TaskManager %d", number)
            .contains("flink_taskmanager_job_task");
      }
    }
  }

  @Test
  void stopAndResumeChangeNoByte() throws IOException {
    ReplayRequest request = request("resumed", 20, 2);
    String first = submit(request, Optional.empty());
    await().atMost(PATIENCE).until(() -> newestCheckpoint(first) > 1);
    String savepoint =
        cluster.rest().stopWithSavepoint(first, false, cluster.directory().savepointsUri());
    assertThat(cluster.rest().awaitEnded(first).state()).isEqualTo("FINISHED");
    cluster.forget(first);
    OutputFolder folder = new OutputFolder(request.out());
    assertThat(new RunResults(folder, request.config()).write(1).path("frames").asInt())
        .as("frames before the savepoint")
        .isBetween(1, undisturbed.frames().size() - 1);

    ReplayRequest wider = request("resumed", 0, 4);
    same(finish(submit(wider, Optional.of(savepoint)), wider));
  }

  @Test
  void smallRecordingAgreesWithItsReferenceToNineDigits() throws IOException {
    Path small =
        LumenHome.locate().root().resolve("jobs/signal/src/test/resources/lumen/reference/small");
    Path settings =
        LumenHome.locate()
            .root()
            .resolve("jobs/fusion/src/test/resources/lumen/fusion/settings/small.config");
    Path out = temp.resolve("small");
    CommandRun run =
        LumenctlRun.of(
            "replay",
            small.resolve("events.ndjson.gz").toString(),
            "--local",
            "--config",
            settings.toString(),
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);

    List<JsonNode> found = RunFolder.read(out).frames();
    List<JsonNode> expected = compressed(small.resolve("frames.ndjson.gz"));
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      agrees(found.get(i), expected.get(i));
    }
  }

  /** A robot's three devices of different rates, in this process and on the cluster. */
  @Test
  void realRecordingGivesTheSameBytesHereAndThere() throws IOException {
    Recordings recordings = Recordings.expected();
    recordings.require();
    List<Path> robot = List.of(recordings.events("robot_husky_a"));
    RunFolder there =
        replay(
            new ReplayRequest(robot, Optional.empty(), temp.resolve("there"), "there", 0, 2, true));
    Path out = temp.resolve("here");
    CommandRun here =
        LumenctlRun.of(
            "replay", robot.get(0).toString(), "--local", "--channels", "--out", out.toString());
    assertThat(here.exitCode()).as(here.err()).isEqualTo(ExitCode.OK);
    assertThat(there.framesOf("sensors_only")).isGreaterThan(700);
    sameFiles(there, RunFolder.read(out));
  }

  private static void agrees(JsonNode found, JsonNode expected) {
    assertThat(found.path("grid")).isEqualTo(expected.path("g"));
    assertThat(found.path("mode")).isEqualTo(expected.path("mode"));
    for (String figure :
        List.of(
            "phase_diff",
            "harmony",
            "coherence",
            "entropy_ratio",
            "sync_quality",
            "order",
            "q",
            "r")) {
      JsonNode wanted = expected.path(figure);
      assertThat(found.path(figure).isNull())
          .as("%s of %s", figure, found)
          .isEqualTo(wanted.isNull());
      if (!wanted.isNull()) {
        double tolerance = 1e-9 * Math.max(Math.abs(wanted.doubleValue()), 1e-12);
        assertThat(found.path(figure).doubleValue())
            .as("%s of %s", figure, found)
            .isCloseTo(wanted.doubleValue(), within(tolerance));
      }
    }
  }

  private static List<JsonNode> compressed(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines.add(Json.mapper().readTree(line));
      }
    }
    return lines;
  }

  private static ReplayRequest request(String name, double speed, int parallelism) {
    return new ReplayRequest(
        List.of(recording),
        Optional.of(config),
        temp.resolve(name),
        name,
        speed,
        parallelism,
        true);
  }

  private static RunFolder replay(String name, double speed, int parallelism) throws IOException {
    return replay(request(name, speed, parallelism));
  }

  private static RunFolder replay(ReplayRequest request) throws IOException {
    OutputFolder folder = new OutputFolder(request.out());
    try (FolderLock lock = FolderLock.take("--out", request.out(), FolderLock.FILE, "replay")) {
      folder.prepare(Belongings.none(), false);
      new RunResults(folder, request.config()).write(ClusterRun.run(cluster, request, lock));
    }
    return RunFolder.read(request.out());
  }

  private static String submit(ReplayRequest request, Optional<String> savepoint) {
    return cluster.submit(
        FusionJob.submission(
            LumenHome.locate().jobsJar(), request.arguments(), request.parallelism(), savepoint));
  }

  private static RunFolder finish(String id, ReplayRequest request) throws IOException {
    JobStatus end = cluster.awaitFinished(id, job -> assertThat(job.status().id()).isEqualTo(id));
    new RunResults(new OutputFolder(request.out()), request.config())
        .write(end.durationMillis() / 1e3);
    return RunFolder.read(request.out());
  }

  private static long newestCheckpoint(String id) {
    return cluster.rest().checkpoints(id).latest().map(Checkpoint::id).orElse(0L);
  }

  private static JobStatus status(String id) {
    return cluster.rest().job(id).map(JobDetail::status).orElseThrow();
  }

  private static void same(RunFolder run) throws IOException {
    sameFiles(run, undisturbed);
    assertThat(withoutSeconds(run)).isEqualTo(withoutSeconds(undisturbed));
  }

  private static void sameFiles(RunFolder run, RunFolder other) {
    for (String file : RunFolder.FILES) {
      assertThat(run.folder().resolve(file))
          .as("%s of %s", file, run.folder().getFileName())
          .hasSameBinaryContentAs(other.folder().resolve(file));
    }
  }

  private static ObjectNode withoutSeconds(RunFolder run) {
    ObjectNode summary = run.summary().deepCopy();
    return summary.without(List.of("seconds", "events_per_second"));
  }
}
