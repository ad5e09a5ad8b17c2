package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live job on which nothing goes wrong, watched by a real Prometheus with the shipped rules and
 * by {@code serve}: for {@code -Dlumen.drill.minutes}, 10 by default, nobody is told anything, of
 * {@code -Dlumen.drill.tenants}, 1 by default. It tells the address of its live page meanwhile.
 */
@Tag("drill")
final class HealthyMinutesDrill {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String OTHER_ALERTS = "ALERTS{alertname!=\"Watchdog\",alertstate=\"%s\"}";
  private static final double SCRAPE_MS = 15;
  private static final double GATE_S = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void nobodyIsToldAnything() throws Exception {
    PrometheusTools.require();
    int minutes = Integer.getInteger("lumen.drill.minutes", 10);
    int tenants = Integer.getInteger("lumen.drill.tenants", 1);
    MetricsPorts ports =
        new MetricsPorts(TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort());
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    int prometheusPort = TestCluster.freePort();
    try (SteadyStages stages = new SteadyStages(tenants);
        TestCluster test = TestCluster.asShipped(temp.resolve("cluster"));
        PrometheusServer prometheus =
            new PrometheusServer(config(ports), temp.resolve("prometheus"), prometheusPort)) {
      test.cluster().start(new ClusterSettings(2, test.port(), false, ports));
      Path config = Files.createDirectory(temp.resolve("config"));
      stages.configure(config);
      Files.writeString(
          config.resolve("fusion.yaml"),
          "outputs: {osc: {addr: '127.0.0.1:%d'}}\n".formatted(TestCluster.freePort()));
      int page = TestCluster.freePort();
      try (ForkedLumenctl run = run(config);
          ForkedLumenctl serve = serve(page, ports, prometheusPort)) {
        stages.start();
        await("%d bridges are heard".formatted(tenants))
            .atMost(PATIENCE)
            .until(() -> prometheus.query("bridge_state == 2").size() == tenants || run.hasEnded());
        assertThat(run.hasEnded()).as("see run.err in %s", temp).isFalse();
        System.out.println("live page http://127.0.0.1:" + page + "/");
        System.out.flush();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(minutes)) {
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
          assertThat(get(page, "/readyz").body()).contains("\"ready\":true");
        }
        assertThat(serve.hasEnded()).isFalse();
        alerts(prometheus, minutes);
        List<Sample> dropped = prometheus.query("bridge_ticks_dropped_total{output=\"osc\"}");
        System.out.println("ticks dropped: " + dropped);
        assertThat(dropped).hasSize(tenants);
        assertThat(prometheus.query("fusion_coherence_chance")).hasSize(tenants);
        smoke(test, ports, prometheusPort);
        gate(prometheusPort);
        hundred(page, prometheus);
        scrapes(ports);
        run.interrupt();
        run.exitCode();
      }
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private static ForkedLumenctl run(Path config) throws IOException {
    return ForkedLumenctl.start(
        List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER)),
        List.of("run", "--config", config.toString(), "--out", temp.resolve("out").toString()),
        temp.resolve("run.err"));
  }

  private static ForkedLumenctl serve(int page, MetricsPorts ports, int prometheus)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("serve", "--port", Integer.toString(page)));
    command.addAll(List.of("--run", Files.createDirectories(temp.resolve("out")).toString()));
    command.addAll(List.of("--metrics-port-fusion", Integer.toString(ports.fusion())));
    command.addAll(List.of("--metrics-port-bridge", Integer.toString(ports.bridge())));
    command.addAll(List.of("--metrics-port-jobmanager", Integer.toString(ports.jobManager())));
    command.addAll(List.of("--prometheus", "http://127.0.0.1:" + prometheus));
    return ForkedLumenctl.start(
        List.of("-XX:+UseSerialGC", "-Xmx64m", "-D" + FOLDER + "=" + System.getProperty(FOLDER)),
        command,
        temp.resolve("serve.err"));
  }

  /** The shipped configuration for these ports, at its own pace. */
  private static Path config(MetricsPorts ports) throws IOException {
    Path rules = PrometheusTools.folder().resolve("rules/*.yml");
    String own =
        Files.readString(PrometheusTools.config())
            .replace(":9310'", ":" + ports.fusion() + "'")
            .replace(":9306'", ":" + ports.bridge() + "'")
            .replace(":9311'", ":" + ports.jobManager() + "'")
            .replace("rules/*.yml", rules.toString());
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }

  private static void alerts(PrometheusServer prometheus, int minutes) throws Exception {
    String window = "[" + minutes + "m]";
    List<Sample> pending =
        prometheus.query("count_over_time(" + OTHER_ALERTS.formatted("pending") + window + ")");
    System.out.println("pending for a while: " + pending);
    assertThat(prometheus.query("ALERTS{alertname=\"Watchdog\"}")).isNotEmpty();
    assertThat(
            prometheus.query("count_over_time(" + OTHER_ALERTS.formatted("firing") + window + ")"))
        .as("alerts in %d healthy minutes", minutes)
        .isEmpty();
    System.out.printf("%d min without any alert but Watchdog%n", minutes);
  }

  private static void smoke(TestCluster test, MetricsPorts ports, int prometheus) {
    long begun = System.nanoTime();
    CommandRun run =
        LumenctlRun.of(
            "smoke",
            "--rest",
            "http://127.0.0.1:" + test.port(),
            "--fusion",
            "http://127.0.0.1:" + ports.fusion(),
            "--bridge",
            "http://127.0.0.1:" + ports.bridge(),
            "--jobmanager",
            "http://127.0.0.1:" + ports.jobManager(),
            "--prometheus",
            "http://127.0.0.1:" + prometheus);
    System.out.print(run.out());
    System.out.printf(Locale.ROOT, "smoke took %.2f s%n", (System.nanoTime() - begun) / 1e9);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  /** A day is not known after minutes, so it is closed; what counts is how soon it says so. */
  private static void gate(int prometheus) {
    long begun = System.nanoTime();
    CommandRun run =
        LumenctlRun.of("gate", "beta", "--prometheus", "http://127.0.0.1:" + prometheus);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(Locale.ROOT, "gate beta took %.2f s%n", seconds);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("no_data");
    assertThat(seconds).isLessThanOrEqualTo(GATE_S);
  }

  private static void scrapes(MetricsPorts ports) {
    String url = "http://127.0.0.1:" + ports.fusion() + "/metrics_fusion";
    CommandRun probe =
        LumenctlRun.of(
            "probe", url, "--count", "600", "--rate", "20", "--p95-ms", Double.toString(SCRAPE_MS));
    System.out.print(probe.out() + probe.err());
    assertThat(probe.exitCode()).isZero();
  }

  /** What a hundred are told is what one scrape a second gave: each differs from the last. */
  private void hundred(int page, PrometheusServer prometheus) throws Exception {
    int seconds = 20;
    double before = cpu(prometheus);
    List<Thread> callers = new ArrayList<>();
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < 100; i++) {
      Thread caller =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  told.add(process(page));
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000));
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    long different = told.stream().distinct().count();
    System.out.printf(
        Locale.ROOT,
        "100 callers for %d s: %d answers of %d scrapes; CPU of the TaskManager %.2f s more%n",
        seconds,
        told.size(),
        different,
        cpu(prometheus) - before);
    assertThat(told).hasSizeGreaterThan(100 * seconds / 2);
    assertThat(different).isLessThanOrEqualTo(seconds + 3L);
  }

  private static double cpu(PrometheusServer prometheus) throws InterruptedException {
    return prometheus.query("process_cpu_seconds_total{job=\"lumen-fusion\"}").get(0).value();
  }

  /** What the TaskManager said of its processor time, which no two scrapes tell alike. */
  private String process(int page) {
    try {
      return get(page, "/metrics_fusion")
          .body()
          .lines()
          .filter(line -> line.startsWith("process_cpu_seconds_total"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "refused";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
