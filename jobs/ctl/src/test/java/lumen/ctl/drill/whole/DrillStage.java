package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.ctl.LumenctlRun;
import lumen.ctl.jobs.JobChoice;
import lumen.ctl.live.OscEars;
import lumen.ctl.relay.TcpRelay;
import lumen.ctl.relay.UdpRelay;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.stage.AnsweringEngine;
import lumen.ctl.stage.PlayedStage;
import lumen.ctl.stage.StageFigures;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.watch.prometheus.Prometheus;

/**
 * All that runs in a drill: a stage and an engine behind relays, {@code ingest} that owns the
 * sockets, a cluster with a job that follows its log, {@code serve}, Prometheus and Alertmanager
 * with the shipped files, and who hears the alerts. It ends what it started.
 */
final class DrillStage implements AutoCloseable {
  /** Folder of the cluster, for lumenctl in this process and in others. */
  static final String FOLDER = "lumen.cluster.dir";

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String RESIDENT = "process_resident_memory_bytes ";
  private static final long SEED = 20_261_130;

  final MetricsPorts ports =
      new MetricsPorts(TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort());
  final int page = TestCluster.freePort();
  final int prometheusPort = TestCluster.freePort();
  final Path root;
  private final Set<Sabotage> sabotages;
  final HeardAlerts alerts = new HeardAlerts();
  final ExpectedAlerts expected = new ExpectedAlerts();
  final TestCluster cluster;
  final UdpRelay sensors;
  final TcpRelay engineRelay;
  final PlayedStage stage;
  final OscEars ears;
  final PrometheusServer prometheus;
  final ForkedLumenctl ingest;
  final long begun = System.nanoTime();

  private final AnsweringEngine engine = new AnsweringEngine();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final int alertmanagerPort = TestCluster.freePort();
  private Process alertmanager;

  /**
   * Sets everything up, and waits until the bridge is bridged and all sides are there.
   *
   * @param root folder of all that it writes
   */
  DrillStage(Path root, Set<Sabotage> sabotages) throws Exception {
    this.root = root;
    this.sabotages = sabotages;
    try {
      Path folder = Files.createDirectories(root.resolve("cluster"));
      System.setProperty(FOLDER, folder.toString());
      if (has(Sabotage.HANG_CHECK_OFF)) {
        System.setProperty("lumen.cluster.hang-check", "off");
      }
      cluster = new TestCluster(folder, DrillStage::settings);
      opened.add(cluster);
      int sensorsPort = freeUdpPort();
      int beatPort = freeUdpPort();
      sensors =
          new UdpRelay(
              0, new InetSocketAddress(InetAddress.getLoopbackAddress(), sensorsPort), SEED);
      opened.add(sensors);
      engineRelay =
          new TcpRelay(
              0, new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()), SEED);
      opened.add(engineRelay);
      stage = new PlayedStage(sensors.port(), beatPort, SEED);
      opened.add(stage);
      ears = new OscEars();
      opened.add(ears);
      Path config = configure(sensorsPort, beatPort);
      cluster.cluster().start(new ClusterSettings(2, cluster.port(), false, ports));
      startAlertmanager();
      prometheus =
          new PrometheusServer(
              DrillPrograms.prometheus(root, ports, page, alertmanagerPort, sabotages),
              root.resolve("prometheus"),
              prometheusPort);
      opened.add(prometheus);
      ingest = lumenctl("ingest", "--config", config, "--log", log());
      await()
          .atMost(PATIENCE)
          .until(() -> ingest.hasEnded() || Files.exists(log().resolve("part-00000001.ndjson")));
      submit(config);
      serve();
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

  /** The same with one sabotage at most. */
  DrillStage(Path root, Sabotage sabotage) throws Exception {
    this(root, Set.of(sabotage));
  }

  /** Whether something is broken on purpose. */
  boolean has(Sabotage sabotage) {
    return sabotages.contains(sabotage);
  }

  /** Checkpoints that cannot be written are no reason to end the job. */
  private static String settings(String config) {
    return config.replaceAll(
        "tolerable-failed-checkpoints: \\d+", "tolerable-failed-checkpoints: 2147483647");
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path configure(int sensorsPort, int beatPort) throws IOException {
    Path config = Files.createDirectories(config());
    Files.writeString(
        config.resolve("sensors.yaml"),
        """
        streams:
          - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: beat, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: ure, type: ure, metrics_url: "http://127.0.0.1:%d/metrics", pull_interval_s: 1, tenant: stage}
        sources:
          beat: {role: ure}
          rig: {rate_hz: %d}
        """
            .formatted(sensorsPort, beatPort, engineRelay.port(), PlayedStage.HZ));
    Files.writeString(
        config.resolve("fusion.yaml"),
        "outputs: {osc: {addr: \"127.0.0.1:%d\"}}\n".formatted(ears.port()));
    return config;
  }

  /** The job as the shipped unit starts it: whoever upgrades it needs no command that waits. */
  private void submit(Path config) throws IOException {
    CommandRun submitted =
        LumenctlRun.of(
            "submit",
            log().toString(),
            "--follow",
            "--config",
            config.toString(),
            "--out",
            out().toString(),
            "--name",
            "live");
    assertThat(submitted.exitCode()).as(submitted.err()).isZero();
  }

  private void serve() throws IOException {
    lumenctl(
        "serve",
        "--port",
        page,
        "--run",
        Files.createDirectories(out()),
        "--metrics-port-fusion",
        ports.fusion(),
        "--metrics-port-bridge",
        ports.bridge(),
        "--metrics-port-jobmanager",
        ports.jobManager(),
        "--prometheus",
        "http://127.0.0.1:" + prometheusPort);
  }

  private ForkedLumenctl lumenctl(Object... words) throws IOException {
    List<String> command = List.of(words).stream().map(Object::toString).toList();
    ForkedLumenctl started =
        ForkedLumenctl.start(
            List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER)),
            command,
            root.resolve(command.get(0) + ".err"));
    opened.add(started);
    return started;
  }

  void startAlertmanager() throws IOException {
    alertmanager = DrillPrograms.alertmanager(root, alertmanagerPort, alerts.port());
  }

  void killAlertmanager() throws InterruptedException {
    alertmanager.destroyForcibly().waitFor();
  }

  boolean alertmanagerLives() {
    return alertmanager.isAlive();
  }

  Path log() {
    return root.resolve("log");
  }

  Path config() {
    return root.resolve("config");
  }

  Path out() {
    return root.resolve("out");
  }

  RestClient rest() {
    return cluster.cluster().rest();
  }

  /** The job that lives, or the newest of those that have ended. */
  JobStatus job() {
    return JobChoice.among(rest().jobs(), Optional.empty());
  }

  /** Whether it is known to have ended; a JobManager that does not answer knows nothing. */
  boolean jobHasEnded() {
    try {
      return job().ended();
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  /** What was told of the versions that were taken back, oldest first. */
  List<JsonNode> rollbacks() throws IOException {
    Path upgrades = root.resolve("cluster/upgrades");
    if (!Files.isDirectory(upgrades)) {
      return List.of();
    }
    List<JsonNode> told = new ArrayList<>();
    try (Stream<Path> folders = Files.list(upgrades)) {
      for (Path folder : folders.sorted().toList()) {
        Path rollback = folder.resolve("rollback.json");
        if (Files.exists(rollback)) {
          told.add(Json.mapper().readTree(rollback.toFile()));
        }
      }
    }
    return told;
  }

  StageFigures figures() {
    return StageFigures.read(ports.fusion(), ports.bridge());
  }

  boolean isFused() {
    return figures().most("fusion_mode") == 0;
  }

  boolean isWell() {
    StageFigures now = figures();
    return now.most("bridge_state") == 2 && now.most("fusion_mode") == 0;
  }

  /** When the newest frame left, seconds since the epoch; NaN if nobody tells. */
  double frameAt() {
    return figures().most("fusion_frame_emitted_timestamp_seconds");
  }

  /** When the newest tick was heard, seconds since the epoch; NaN before the first. */
  double tickAt() {
    return ears.lastAt("/ure/velocity");
  }

  /** What an address of {@code serve} answers; 0 for nobody. */
  int status(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + page + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Prometheus, to be asked. */
  Prometheus asked() {
    return new Prometheus(URI.create("http://127.0.0.1:" + prometheusPort));
  }

  /** What Prometheus itself says that it has in memory, in 1e6 bytes. */
  double prometheusMegabytes() throws IOException, InterruptedException {
    URI own = URI.create("http://127.0.0.1:" + prometheusPort + "/metrics");
    String told = client.send(HttpRequest.newBuilder(own).build(), BodyHandlers.ofString()).body();
    return told.lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToDouble(line -> Double.parseDouble(line.substring(RESIDENT.length())) / 1e6)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Alerts that Prometheus has, but the Watchdog. */
  List<PrometheusServer.Sample> firing() throws InterruptedException {
    return prometheus.query("ALERTS{alertstate=\"firing\",alertname!=\"Watchdog\"}");
  }

  /** Whether Prometheus has it among those that fire, or that soon may. */
  boolean knows(String alert) {
    try {
      return !prometheus.query("ALERTS{alertname=\"" + alert + "\"}").isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Whether Prometheus has it among those that fire. */
  boolean fires(String alert) {
    try {
      return firing().stream().anyMatch(one -> alert.equals(one.labels().get("alertname")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
    engine.close();
    alerts.close();
    if (alertmanager != null) {
      alertmanager.destroyForcibly().waitFor();
    }
    System.clearProperty(FOLDER);
    System.clearProperty("lumen.cluster.hang-check");
    if (first != null) {
      throw first;
    }
    if (cluster != null) {
      assertThat(cluster.processes()).as("processes that are left").isEmpty();
    }
  }
}
