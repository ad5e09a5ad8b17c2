package lumen.ctl.drill.lasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestFailure;
import lumen.ctl.LumenctlRun;
import lumen.ctl.drill.DrillTopics;
import lumen.ctl.jobs.JobChoice;
import lumen.ctl.live.TestDatabase;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.stage.AnsweringEngine;
import lumen.ctl.stage.PlayedStage;
import lumen.ctl.stage.StageFigures;
import lumen.fixtures.CommandRun;
import lumen.terminal.CommandFailure;

/**
 * A stage that plays steadily, {@code ingest} that hears it, and a job on a session cluster that
 * follows the log of it and writes to files, to the topics of a broker and to a table of
 * PostgreSQL. It ends what it started.
 */
final class KillStage implements AutoCloseable {
  static final String FRAMES = "lumen.frames";
  static final String CONTROL = "lumen.control";
  static final String EVIDENCE = "lumen.evidence";

  /** Of the job, by its default. */
  static final String TABLE = "resonance_events";

  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final MetricsPorts ports =
      new MetricsPorts(TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort());
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Path root;
  final TestCluster cluster;
  final DrillTopics broker;
  final TestDatabase database;
  final PlayedStage stage;
  final ForkedLumenctl ingest;

  /**
   * Sets everything up, and waits until the bridge is bridged.
   *
   * @param root folder of all that it writes
   * @param seed of what the stage plays
   */
  KillStage(Path root, long seed) throws Exception {
    this.root = root;
    try {
      database = kept(TestDatabase.start(root.resolve("database")));
      broker = kept(new DrillTopics(root.resolve("broker"), TestCluster.freePort()));
      Path folder = root.resolve("cluster");
      System.setProperty(FOLDER, folder.toString());
      cluster = kept(TestCluster.asShipped(folder));
      startCluster();
      AnsweringEngine engine = kept(new AnsweringEngine());
      int sensorsPort = freeUdpPort();
      int beatPort = freeUdpPort();
      configure(sensorsPort, beatPort, engine.port());
      ingest = kept(ingest());
      stage = kept(new PlayedStage(sensorsPort, beatPort, seed));
      submit();
      stage.start();
      await("the bridge is bridged and fused")
          .atMost(PATIENCE)
          .until(() -> isWell() || jobHasEnded() || ingest.hasEnded());
      assertThat(ingest.hasEnded()).as("see ingest.err").isFalse();
      assertThat(jobHasEnded()).as("see the logs in cluster/log").isFalse();
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T kept(T one) {
    opened.add(one);
    return one;
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts the cluster; where processes of it live, the supervisor alone, which takes them over.
   */
  void startCluster() {
    cluster.cluster().start(new ClusterSettings(2, cluster.port(), false, ports));
  }

  private void configure(int sensorsPort, int beatPort, int enginePort) throws IOException {
    Files.createDirectories(heard());
    Files.createDirectories(config());
    String sensors =
        """
        streams:
          - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: beat, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: ure, type: ure, metrics_url: "http://127.0.0.1:%d/metrics", pull_interval_s: 1, tenant: stage}
        sources:
          beat: {role: ure}
          rig: {rate_hz: %d}
        """
            .formatted(sensorsPort, beatPort, enginePort, PlayedStage.HZ);
    Files.writeString(heard().resolve("sensors.yaml"), sensors);
    Files.writeString(config().resolve("sensors.yaml"), sensors);
    Files.writeString(
        config().resolve("fusion.yaml"),
        "outputs:\n  kafka: {bootstrap: \"%s\"}\n%s".formatted(broker.bootstrap(), table(TABLE)));
  }

  /** An output of fusion.yaml. */
  String table(String name) {
    return "  postgres: {url: \"%s\", user: postgres, table: %s}\n".formatted(database.url(), name);
  }

  private ForkedLumenctl ingest() throws IOException {
    ForkedLumenctl started =
        ForkedLumenctl.start(
            List.of(),
            List.of("ingest", "--config", heard().toString(), "--log", log().toString()),
            root.resolve("ingest.err"));
    Path part = log().resolve("part-00000001.ndjson");
    await().atMost(PATIENCE).until(() -> started.hasEnded() || Files.exists(part));
    return started;
  }

  private void submit() {
    CommandRun submitted =
        LumenctlRun.of(
            "submit",
            log().toString(),
            "--follow",
            "--config",
            config().toString(),
            "--out",
            out().toString());
    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
  }

  /**
   * Configuration of what hears: streams, and no output, so that its log replays to files alone.
   */
  private Path heard() {
    return root.resolve("heard");
  }

  /** Configuration of the job: the same streams, and all outputs. */
  Path config() {
    return root.resolve("config");
  }

  Path log() {
    return root.resolve("log");
  }

  Path out() {
    return root.resolve("out");
  }

  /** A folder beside those of the stage. */
  Path folder(String name) {
    return root.resolve(name);
  }

  /** The job that lives, or the newest of those that have ended. */
  JobStatus job() {
    return JobChoice.among(cluster.cluster().rest().jobs(), Optional.empty());
  }

  /** Whether it is known to have ended; a JobManager that does not answer knows nothing. */
  boolean jobHasEnded() {
    try {
      return job().ended();
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  boolean isWell() {
    StageFigures now = StageFigures.read(ports.fusion(), ports.bridge());
    return now.most("bridge_state") == 2 && now.most("fusion_mode") == 0;
  }

  @Override
  public void close() throws Exception {
    List<AutoCloseable> last = new ArrayList<>(opened);
    Collections.reverse(last);
    Exception first = null;
    for (AutoCloseable one : last) {
      try {
        one.close();
      } catch (IOException | RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    System.clearProperty(FOLDER);
    if (first != null) {
      throw first;
    }
    if (cluster != null) {
      assertThat(cluster.processes()).as("processes that are left").isEmpty();
    }
  }
}
