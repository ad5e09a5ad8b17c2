package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.session.ForkedLumenctl;
import lumen.fixtures.BrowserPage;
import lumen.fixtures.DrivenChromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live job whose bridge is heard, and one of three sensors that dies, where all three are needed:
 * how soon now says so, and how soon frames do. Keeps pictures of the page, which is open all the
 * while, in {@code -Dlumen.drill.pictures}.
 */
@Tag("drill")
final class DyingSensorDrill {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** A second, delay_s, the live out-of-orderness, a step, and two looks at the metrics. */
  private static final double NOW_S = 1 + 0.2 + 0.1 + 0.2 + 0.5;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void nowSaysSoBeforeTheFrames() throws Exception {
    MetricsPorts ports =
        new MetricsPorts(TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort());
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    try (SteadyStages stages = new SteadyStages(1, 0.5);
        TestCluster test = TestCluster.asShipped(temp.resolve("cluster"))) {
      test.cluster().start(new ClusterSettings(2, test.port(), false, ports));
      Path config = Files.createDirectory(temp.resolve("config"));
      stages.configure(config);
      Files.writeString(
          config.resolve("fusion.yaml"), "failover: {min_streams: 3, fallback: degrade}\n");
      int page = TestCluster.freePort();
      try (ForkedLumenctl run = lumenctl("run", "--config", config, "--out", temp.resolve("out"));
          ForkedLumenctl serve =
              lumenctl(
                  "serve",
                  "--port",
                  page,
                  "--run",
                  Files.createDirectories(temp.resolve("out")),
                  "--metrics-port-fusion",
                  ports.fusion(),
                  "--metrics-port-bridge",
                  ports.bridge(),
                  "--metrics-port-jobmanager",
                  ports.jobManager());
          DrivenChromium chromium = DrivenChromium.start(temp)) {
        stages.start();
        await("the bridge is heard")
            .atMost(PATIENCE)
            .until(() -> value(ports.bridge(), "bridge_state") == 2 || run.hasEnded());
        assertThat(run.hasEnded()).as("see run.err in %s", temp).isFalse();
        assertThat(serve.hasEnded()).isFalse();
        try (BrowserPage browser = chromium.page()) {
          browser.size(1280, 1400);
          browser.open(URI.create("http://127.0.0.1:" + page + "/"));
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(200));
          dies(stages, ports);
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
          pictures(browser);
          assertThat(browser.complaints()).isEmpty();
        }
        run.interrupt();
        run.exitCode();
      }
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private void dies(SteadyStages stages, MetricsPorts ports) throws Exception {
    double fused = value(ports.fusion(), "fusion_mode");
    assertThat(value(ports.fusion(), "fusion_now_mode")).isEqualTo(fused);
    stages.silence("/ankle");
    long silent = System.nanoTime();
    double now = secondsUntil(ports, "fusion_now_mode", fused, silent);
    double frames = secondsUntil(ports, "fusion_mode", fused, silent);
    System.out.printf(
        Locale.ROOT,
        "behind the last sample now said so after %.2f s, the frames after %.2f s%n",
        now,
        frames);
    assertThat(now).isLessThan(frames);
    System.out.printf(Locale.ROOT, "promised of now: %.1f s%n", NOW_S);
  }

  private double secondsUntil(MetricsPorts ports, String mode, double fused, long since) {
    await(mode + " is no longer that of all")
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(1))
        .until(() -> value(ports.fusion(), mode) != fused);
    return (System.nanoTime() - since) / 1e9;
  }

  private static void pictures(BrowserPage browser) throws Exception {
    Path kept = Path.of(System.getProperty("lumen.drill.pictures", temp.toString()));
    Files.createDirectories(kept);
    browser.picture(kept.resolve("now-1280.png"));
    browser.size(390, 844);
    browser.picture(kept.resolve("now-390.png"));
    System.out.println("pictures in " + kept);
  }

  /** The only series of a metric; NaN where there is none. */
  private double value(int port, String metric) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static ForkedLumenctl lumenctl(Object... words) throws IOException {
    List<String> command = List.of(words).stream().map(Object::toString).toList();
    return ForkedLumenctl.start(
        List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER)),
        command,
        temp.resolve(command.get(0) + ".err"));
  }
}
