package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.SessionCluster;
import lumen.cluster.TestCluster;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.ReplayRequest;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.fusion.metrics.BridgeMetric;
import lumen.fusion.metrics.FusionExporter;
import lumen.fusion.metrics.MetricsReference;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the session cluster while a replay of the simulated rig runs. */
class MetricsITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OWN = "{__name__=~\"(fusion|bridge|evidence|ure)_.*\"}";

  @TempDir private Path temp;

  @Test
  void everyMetricOfThePageIsThereUnderItsPlainName() throws Exception {
    PrometheusTools.require();
    Path recording = temp.resolve("rig.ndjson");
    Rig rig = new Rig(new RigSettings(1, 5, 4));
    try (OutputStream out = Files.newOutputStream(recording)) {
      rig.play(out);
    }
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());
    Files.writeString(config.resolve("fusion.yaml"), "now: {enabled: true}\n");
    MetricsPorts ports =
        new MetricsPorts(
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort());
    int port = TestCluster.freePort();
    Path out = Files.createDirectory(temp.resolve("out"));
    try (TestCluster test = new TestCluster(temp.resolve("cluster"));
        PrometheusServer prometheus =
            new PrometheusServer(
                QuickScrape.config(temp, ports), temp.resolve("prometheus"), port);
        ServedAnswers served = new ServedAnswers(temp.resolve("cluster"), out, ports, port)) {
      SessionCluster cluster = test.cluster();
      cluster.start(new ClusterSettings(2, test.port(), false, ports));
      String job;
      try (FolderLock lock = FolderLock.take("--out", out, FolderLock.FILE, "replay")) {
        job =
            ClusterRun.submit(
                cluster,
                new ReplayRequest(
                    List.of(recording), Optional.of(config), out, "replay", 20, 2, false),
                lock);
      }
      assertThat(served.answers("/readyz").path("ready").asBoolean()).isTrue();
      everyNameIsSeen(prometheus);
      everySeriesHasTheLabelsOfThePage(prometheus);
      ShippedPages.findSomething(prometheus, ShippedPages::isOfFusion);
      allIsServedAsTheContractSays(served);
      inputIsCounted(prometheus);
      bothEndpointsAreUpAndNothingIsGivenTwice(prometheus);
      cluster.rest().cancel(job);
      theNextTaskManagerServesThemToo(cluster, ports);
    }
  }

  private static void everyNameIsSeen(PrometheusServer prometheus) {
    Set<String> expected = new TreeSet<>();
    for (ExportedMetric metric : MetricsReference.metrics()) {
      expected.add(metric.exportedName());
    }
    // A replay plays nothing: HealthyMinutesDrill looks for it.
    expected.remove(BridgeMetric.TICKS_DROPPED_TOTAL.exportedName());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(seen(prometheus).stream().map(Sample::name).collect(Collectors.toSet()))
                    .containsAll(expected));
  }

  /** Every series of Lumen's own with its newest value, also of a job that has ended by now. */
  private static List<Sample> seen(PrometheusServer prometheus) throws InterruptedException {
    return prometheus.query("last_over_time(" + OWN + "[5m])");
  }

  private static void everySeriesHasTheLabelsOfThePage(PrometheusServer prometheus)
      throws InterruptedException {
    for (Sample sample : seen(prometheus)) {
      ExportedMetric metric =
          MetricsReference.metrics().stream()
              .filter(candidate -> candidate.exportedName().equals(sample.name()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("not on the page: " + sample));
      List<String> expected = new ArrayList<>(List.of("__name__", "instance", "job"));
      metric.scope().labels().stream().map(MetricLabel::label).forEach(expected::add);
      assertThat(sample.labels().keySet())
          .as(sample.toString())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(sample.labels().get("job"))
          .isEqualTo(metric.exporter() == FusionExporter.FUSION ? "lumen-fusion" : "lumen-bridge");
      assertThat(sample.value()).as(sample.toString()).isFinite();
    }
  }

  private static void allIsServedAsTheContractSays(ServedAnswers served) {
    assertThat(served.answers("/v1/slo").path("objectives")).hasSizeGreaterThanOrEqualTo(7);
    assertThat(served.answers("/v1/gates/canary").path("gate").asText()).isEqualTo("canary");
    JsonNode live = served.answers("/v1/live");
    assertThat(live.path("alerts_trouble").asText()).isEmpty();
    assertThat(live.at("/tenants/0/figures").has("now_coherence")).isTrue();
    assertThat(served.answers("/v1/snapshots").path("snapshots").isArray()).isTrue();
  }

  private static void inputIsCounted(PrometheusServer prometheus) throws Exception {
    for (String counted :
        List.of(
            "fusion_stream_ingest_total{source=\"wrist\"}",
            "fusion_stream_ingest_total{source=\"ure\"}",
            "fusion_rejected_total{reason=\"not_json\"}",
            "fusion_late_total")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(prometheus.query("last_over_time(" + counted + "[5m])"))
                      .as(counted)
                      .singleElement()
                      .satisfies(sample -> assertThat(sample.value()).isPositive()));
    }
  }

  private static void bothEndpointsAreUpAndNothingIsGivenTwice(PrometheusServer prometheus)
      throws Exception {
    assertThat(prometheus.query("up{job=~\"lumen-.*\"}"))
        .hasSize(5)
        .allMatch(sample -> sample.value() == 1);
    assertThat(
            prometheus.query("last_over_time(flink_taskmanager_job_task_numRecordsIn[5m])").stream()
                .map(sample -> new HashSet<>(sample.labels().keySet())))
        .as("Flink's own keep what tells them apart")
        .isNotEmpty()
        .allMatch(labels -> labels.containsAll(List.of("job_name", "task_name", "subtask_index")))
        .noneMatch(labels -> labels.contains("job_id") || labels.contains("tm_id"));
    assertThat(
            prometheus.query(
                "last_over_time(flink_jobmanager_job_numberOfCompletedCheckpoints[5m])"))
        .as("the JobManager's, by the name of its job")
        .isNotEmpty()
        .allMatch(sample -> sample.labels().get("job").equals("lumen-jobmanager"))
        .allMatch(sample -> sample.labels().containsKey("job_name"));
    assertThat(prometheus.query("process_resident_memory_bytes"))
        .hasSize(5)
        .allMatch(sample -> sample.value() > 1 << 20);
    assertThat(prometheus.warnings()).noneMatch(line -> line.contains("same timestamp"));
  }

  private static void theNextTaskManagerServesThemToo(SessionCluster cluster, MetricsPorts ports) {
    long killed = cluster.taskManagerPid();
    cluster.killTaskManager();
    await().atMost(PATIENCE).until(() -> cluster.taskManagerPid() != killed);
    await().atMost(PATIENCE).until(() -> answers(ports.fusion()) && answers(ports.bridge()));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
