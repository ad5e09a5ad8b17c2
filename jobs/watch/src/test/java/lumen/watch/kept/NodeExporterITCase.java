package lumen.watch.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.LumenHome;
import lumen.watch.gate.GateCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of a verdict, with nothing mocked: {@code gate --keep}, the textfile collector of a real
 * node_exporter, a real Prometheus with the shipped rules, and the condition of the gate ga.
 */
final class NodeExporterITCase {
  private static final String PROGRAM = "prometheus-node-exporter";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Clock.systemUTC().instant();

  @TempDir private Path temp;

  @Test
  void threePassesOpenTheConditionOfGa() throws Exception {
    PrometheusTools.require();
    require();
    Path jar = temp.resolve("lumen-jobs.jar");
    new JarOutputStream(Files.newOutputStream(jar)).close();
    Path kept = temp.resolve("kept");
    for (int minutes : new int[] {22, 11}) {
      new VerdictFolder(kept)
          .keep(
              KeptVerdict.onGate(
                  "canary",
                  NOW.minusSeconds(60L * minutes),
                  KeptVerdict.PASS,
                  JudgedJar.of(jar),
                  Duration.ofMinutes(10)));
    }
    tenGoodMinutes();
    int port = freePort();
    int exporterPort = freePort();
    Process exporter = exporter(exporterPort, kept);
    try (PrometheusServer prometheus =
        new PrometheusServer(config(exporterPort), temp.resolve("prometheus"), port)) {
      String passes = "lumen_gate_passes_in_a_row{gate=\"canary\"}";
      await().atMost(PATIENCE).until(() -> value(prometheus, passes).equals(List.of(2.0)));
      String condition = "gate:condition{condition=\"canary_runs\"}";
      await().atMost(PATIENCE).until(() -> value(prometheus, condition).equals(List.of(0.0)));
      CommandRun gate =
          CommandRun.of(
              List.of(GateCommand.class),
              "gate",
              "canary",
              "--prometheus",
              "http://127.0.0.1:" + port,
              "--config",
              LumenHome.locate().root().resolve("configs").toString(),
              "--keep",
              kept.toString(),
              "--jar",
              jar.toString());
      assertThat(gate.exitCode()).as(gate.out() + gate.err()).isZero();
      await().atMost(PATIENCE).until(() -> value(prometheus, passes).equals(List.of(3.0)));
      await().atMost(PATIENCE).until(() -> value(prometheus, condition).equals(List.of(1.0)));
    } finally {
      exporter.destroy();
      if (!exporter.waitFor(10, TimeUnit.SECONDS)) {
        exporter.destroyForcibly();
      }
    }
  }

  private static List<Double> value(PrometheusServer prometheus, String expression)
      throws InterruptedException {
    return prometheus.query(expression).stream().map(PrometheusServer.Sample::value).toList();
  }

  /** What a job has told Prometheus until now. */
  private void tenGoodMinutes() throws IOException, InterruptedException {
    StringBuilder history = new StringBuilder();
    Map<String, Double> figures =
        Map.of(
            "bridge_state", 2.0,
            "fusion:coherence_p95_10m", 0.95,
            "fusion:q_r_ratio", 1.2,
            "bridge:phase_diff_mean_5m", 0.01);
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      for (long at = NOW.getEpochSecond() - 700; at <= NOW.getEpochSecond(); at += 15) {
        history.append(
            "%s{tenant=\"a\"} %s %d%n".formatted(figure.getKey(), figure.getValue(), at));
      }
    }
    Path text = Files.writeString(temp.resolve("om.txt"), history + "# EOF\n");
    PrometheusTools.Verdict made =
        PrometheusTools.promtool(
            temp.resolve("out"),
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            text.toString(),
            temp.resolve("prometheus/data").toString());
    assertThat(made.exitCode()).as(made.said()).isZero();
  }

  /** The shipped configuration that scrapes the host alone, and the shipped rules of the gates. */
  private Path config(int exporterPort) throws IOException {
    String rules =
        Files.readString(PrometheusTools.folder().resolve("rules/gates.yml"))
            .replaceAll("(?m)^( +interval): \\w+$", "$1: 1s");
    Path quick = Files.writeString(temp.resolve("gates.yml"), rules);
    String shipped = Files.readString(PrometheusTools.config());
    String own =
        shipped.substring(0, shipped.indexOf("scrape_configs:"))
            + "scrape_configs:\n"
            + shipped.substring(shipped.indexOf("  - job_name: node"));
    own =
        own.replace("127.0.0.1:9100", "127.0.0.1:" + exporterPort)
            .replace("rules/*.yml", quick.toString())
            .replaceAll("(scrape_interval|scrape_timeout|evaluation_interval): \\w+", "$1: 1s");
    assertThat(own).contains("127.0.0.1:" + exporterPort, "scrape_interval: 1s");
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }

  private Process exporter(int port, Path kept) throws IOException {
    return new ProcessBuilder(
            PROGRAM,
            "--web.listen-address=127.0.0.1:" + port,
            "--collector.disable-defaults",
            "--collector.textfile",
            "--collector.textfile.directory=" + kept)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("exporter.log").toFile())
        .start();
  }

  /** Where it is absent, skips the test, or fails it under {@code CI}. */
  private static void require() {
    String path = System.getenv().getOrDefault("PATH", "");
    if (Arrays.stream(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)))) {
      return;
    }
    String message = PROGRAM + " is absent: apt-get install prometheus-node-exporter";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
