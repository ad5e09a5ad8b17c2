package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lumen.connectors.ure.MetricsEndpoint.Metric;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchRunCommandTest {
  private static final String METRICS =
      """
      # TYPE flink_taskmanager_job_task_operator_tenant_fusion_coherence_level gauge
      flink_taskmanager_job_task_operator_tenant_fusion_coherence_level{tenant="a",host="h"} 0.9
      flink_taskmanager_job_task_operator_tenant_fusion_coherence_level{tenant="b",host="h"} 0.8
      fusion_rejected_total{reason="not_json"} 2
      fusion_rejected_total{reason="bad_ts"} 3
      bridge_tick_jitter_ms{tenant="a",quantile="0.95"} 4.5
      bridge_tick_jitter_ms{tenant="a",quantile="0.999"} 9
      fusion_nis{tenant="a"} NaN
      flink_jobmanager_numRunningJobs 1
      jvm_pressure_fusion 7
      """;

  @TempDir private Path folder;
  private HttpServer server;
  private String body = METRICS;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics_fusion",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private CommandRun run(String... options) {
    List<String> all = new ArrayList<>(List.of("bench", "run", "--out", out().toString()));
    all.addAll(List.of(options));
    return TuneRun.of(all.toArray(String[]::new));
  }

  private CommandRun runAt(String path) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("fusion.yaml"),
        "exporter: {http_port: " + server.getAddress().getPort() + ", path: " + path + "}");
    Files.writeString(config.resolve("bridge.yaml"), "exporter: {port: " + closedPort() + "}");
    return run("--config", config.toString(), "--for", "0.1s", "--every", "0.05s");
  }

  /** A port that nobody listens on. */
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void endpointsAreThoseOfTheConfigFolderUnlessTheyAreGiven() throws IOException {
    CommandRun run = runAt("/metrics_fusion");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(lines()).isNotEmpty();
    Files.delete(out());
    assertThat(runAt("/elsewhere").err()).contains(url("/elsewhere") + ": must answer 200: 404");
  }

  private Path out() {
    return folder.resolve("deep/bench.ndjson");
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out())) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  @Test
  void endpointIsSampledAtItsPace() throws IOException {
    CommandRun run = run("--url", url("/metrics_fusion"), "--for", "0.2s", "--every", "0.05s");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("samples  4, 12 lines").contains("written  " + out());
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(12);
    assertThat(lines.get(0).toString()).endsWith("\"tenant\":null,\"fusion_rejected_total\":5.0}");
    assertThat(lines.get(1).toString())
        .endsWith(
            "\"tenant\":\"a\",\"bridge_tick_jitter_ms_p95\":4.5,\"bridge_tick_jitter_ms_p99_9\":9.0,"
                + "\"fusion_coherence_level\":0.9}");
    assertThat(lines.get(2).toString())
        .endsWith("\"tenant\":\"b\",\"fusion_coherence_level\":0.8}");
    assertThat(lines.stream().map(line -> line.get("ts").doubleValue()).distinct())
        .as("times of the four samples")
        .hasSize(4)
        .isSorted();
  }

  @Test
  void endpointThatDoesNotAnswerIsCounted() throws IOException {
    CommandRun run =
        run(
            "--url",
            url("/metrics_fusion"),
            "--url",
            url("/nothing"),
            "--for",
            "0.1s",
            "--every",
            "0.05s");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("failed   2 pulls")
        .contains(url("/nothing") + ": must answer 200: 404");
    assertThat(lines()).hasSize(6);
  }

  @Test
  void silenceIsToldAtOnce() {
    CommandRun run = run("--url", url("/nothing"), "--for", "10m");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: no data: " + url("/nothing") + ": must answer 200: 404");
    assertThat(out()).doesNotExist();
    body = "jvm_threads 3\n";
    assertThat(run("--url", url("/metrics_fusion"), "--for", "10m").err())
        .contains("it exposes none of Lumen's metrics")
        .hasLineCount(1);
  }

  @Test
  void finishedRunIsSampledAsIfItWereLive() throws IOException {
    StringBuilder frames = new StringBuilder();
    StringBuilder control = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      frames.append(
          "{\"ts\":%d.%d,\"tenant\":\"a\",\"grid\":%d,\"mode\":\"fused\",\"coherence\":%s,\"q\":0.002,\"r\":0.001}%n"
              .formatted(100 + i / 5, 2 * (i % 5), 500 + i, i == 10 ? "null" : "0." + i));
      control.append(
          "{\"ts\":%d.%d00000,\"tenant\":\"a\",\"state\":\"E2\",\"tick_ms\":200,\"e\":%s}%n"
              .formatted(100 + i / 5, 2 * (i % 5), i % 2 == 0 ? 0.25 : -0.125));
    }
    Files.writeString(folder.resolve("frames.ndjson"), frames);
    Files.writeString(folder.resolve("control.ndjson"), control);
    CommandRun run = run("--frames", folder.toString(), "--window", "1");
    assertThat(run.err()).isEmpty();
    assertThat(Files.readAllLines(out()))
        .containsExactly(
            "{\"ts\":100.000000,\"tenant\":\"a\",\"bridge_state\":2.0,\"bridge_tick_ms\":200.0,"
                + "\"fusion_align_q\":0.002,\"fusion_align_r\":0.001,\"fusion_coherence_level\":0.0,"
                + "\"fusion_mode\":0.0,\"fusion_q_r_ratio\":2.0}",
            "{\"ts\":101.000000,\"tenant\":\"a\",\"bridge_phase_diff_mean\":0.175,\"bridge_state\":2.0,"
                + "\"bridge_tick_ms\":200.0,\"fusion_align_q\":0.002,\"fusion_align_r\":0.001,"
                + "\"fusion_coherence_level\":0.5,\"fusion_mode\":0.0,\"fusion_q_r_ratio\":2.0}",
            "{\"ts\":102.000000,\"tenant\":\"a\",\"bridge_phase_diff_mean\":0.2,\"bridge_state\":2.0,"
                + "\"bridge_tick_ms\":200.0,\"fusion_align_q\":0.002,\"fusion_align_r\":0.001,"
                + "\"fusion_mode\":0.0,\"fusion_q_r_ratio\":2.0}");
  }

  @Test
  void folderWithoutARunIsOneLine() {
    CommandRun run = run("--frames", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("must hold frames.ndjson or control.ndjson of a finished run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "--url~ftp://x~--url must be http:// or https://",
        "--every~0.001~must be 50 ms or more",
        "--for~soon~--for must be a time such as 25s, 10m or 2h: soon",
      })
  void wrongOptionIsOneLine(String option, String value, String message) {
    CommandRun run = run(option, value);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "fusion_q, fusion_q",
    "flink_taskmanager_job_task_operator_fuse_bridge_tick_ms, bridge_tick_ms",
    "flink_taskmanager_fusion_ure_up, fusion_ure_up",
    "flink_taskmanager_Status_JVM_CPU_Load, ",
    "process_fusion_x, ",
  })
  void scopeOfFlinkIsTakenOff(String exposed, String plain) {
    assertThat(PlainName.of(exposed).orElse(null)).isEqualTo(plain);
  }

  @Test
  void seriesOfOneNameAreSummedOrAveraged() {
    BenchSample sample = new BenchSample();
    for (int i = 1; i <= 3; i++) {
      TreeMap<String, String> labels = new TreeMap<>();
      labels.put("source", "s" + i);
      sample.add(new Metric("fusion_stream_ingest_total", labels, i));
      sample.add(new Metric("fusion_watermark_lag_ms", labels, i));
    }
    assertThat(sample.values().get(""))
        .containsEntry("fusion_stream_ingest_total", 6.0)
        .containsEntry("fusion_watermark_lag_ms", 2.0);
  }
}
