package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fixtures.LineBroker;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.overlay.metrics.OverlayMetric;
import lumen.runtime.metrics.MetricLabel;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes the session cluster while an overlay job reads the story of a simulated
 * gateway from a topic, in which a gate blocks.
 */
final class OverlayPagesITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OWN = "last_over_time({__name__=~\"overlay_.*\"}[5m])";

  /** After 40 of 60 minutes dearer answers have been blocked. */
  private static final double AT_ONCE = 40.0 / 60;

  private static final int SLICE = 50;

  @TempDir private Path temp;

  private static CommandRun run(String... arguments) {
    CommandRun run = LumenctlRun.of(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private List<String> story() throws Exception {
    Path log = temp.resolve("gateway.ndjson");
    Path config = temp.resolve("config");
    run(
        "simulate",
        "overlay",
        "--story",
        "--out",
        log.toString(),
        "--config-out",
        config.toString());
    Files.writeString(
        config.resolve("overlay.yaml"),
        "\noutputs: {answers: answers}\n",
        StandardOpenOption.APPEND);
    return Files.readAllLines(log);
  }

  /** The rest of the story by and by: a figure of the last minute is there while it lasts. */
  private static ScheduledExecutorService telling(LineBroker broker, List<String> rest) {
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    List<String> left = new ArrayList<>(rest);
    var unused =
        feeder.scheduleWithFixedDelay(
            () -> {
              List<String> next = left.subList(0, Math.min(SLICE, left.size()));
              if (!next.isEmpty()) {
                send(broker, next);
                next.clear();
              }
            },
            0,
            300,
            TimeUnit.MILLISECONDS);
    return feeder;
  }

  private static void send(LineBroker broker, List<String> lines) {
    try {
      broker.send("log", lines);
    } catch (Exception e) {
      throw new IllegalStateException("the broker must take lines", e);
    }
  }

  @Test
  void everyExpressionOfThePageFindsSomethingAndTheBlockIsTold() throws Exception {
    PrometheusTools.require();
    List<String> story = story();
    int half = (int) (story.size() * AT_ONCE);
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    try (LineBroker broker = new LineBroker(temp.resolve("broker"))) {
      broker.create(List.of("log", "answers"));
      broker.send("log", story.subList(0, half));
      watched(broker, story.subList(half, story.size()));
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private void watched(LineBroker broker, List<String> rest) throws Exception {
    MetricsPorts ports =
        new MetricsPorts(
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort(),
            TestCluster.freePort());
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      // At once: a free port is anybody's until it is taken.
      test.cluster().start(new ClusterSettings(2, test.port(), false, ports));
      try (PrometheusServer prometheus =
          new PrometheusServer(
              QuickScrape.config(temp, ports),
              temp.resolve("prometheus"),
              TestCluster.freePort())) {
        run(
            "submit",
            "--kind",
            "overlay",
            "--kafka",
            broker.bootstrap() + "/log",
            "--config",
            temp.resolve("config").toString(),
            "--out",
            temp.resolve("out").toString());
        everyMetricIsSeenWithTheLabelsOfThePage(prometheus);
        ScheduledExecutorService feeder = telling(broker, rest);
        try {
          ShippedPages.findSomething(prometheus, page -> page.equals("overlay.json"));
          firing(prometheus, "OverlayBlocked");
        } finally {
          feeder.shutdownNow();
        }
        run("stop", "--json");
        firing(prometheus, "OverlayJobLost");
      }
    }
  }

  private static void firing(PrometheusServer prometheus, String alert) {
    String query = "ALERTS{alertstate=\"firing\",alertname=\"%s\"}".formatted(alert);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(prometheus.query(query)).as(alert).isNotEmpty());
  }

  private static void everyMetricIsSeenWithTheLabelsOfThePage(PrometheusServer prometheus)
      throws InterruptedException {
    Set<String> expected =
        Stream.of(OverlayMetric.values())
            .map(OverlayMetric::exportedName)
            .collect(Collectors.toCollection(TreeSet::new));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        prometheus.query(OWN).stream()
                            .map(Sample::name)
                            .collect(Collectors.toSet()))
                    .isEqualTo(expected));
    for (Sample sample : prometheus.query(OWN)) {
      OverlayMetric metric =
          Stream.of(OverlayMetric.values())
              .filter(one -> one.exportedName().equals(sample.name()))
              .findFirst()
              .orElseThrow();
      List<String> labels = new ArrayList<>(List.of("__name__", "instance", "job"));
      metric.scope().labels().stream().map(MetricLabel::label).forEach(labels::add);
      assertThat(sample.labels().keySet())
          .as(sample.toString())
          .containsExactlyInAnyOrderElementsOf(labels);
      assertThat(sample.labels()).containsEntry("job", "lumen-overlay");
    }
    assertThat(prometheus.query("max(overlay_live)"))
        .singleElement()
        .satisfies(live -> assertThat(live.value()).isEqualTo(1));
  }
}
