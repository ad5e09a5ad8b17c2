package lumen.watch.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the shipped rules cost a real Prometheus at their own pace with 100 tenants, in its first
 * minutes: no group takes a tenth of its interval, and none fails.
 */
@Tag("drill")
final class RuleCostITCase {
  private static final int TENANTS = 100;
  private static final long MINUTES = 3;
  private static final double PART = 0.1;
  private static final double MEMORY = 300e6;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private Path temp;

  @Test
  void noGroupTakesATenthOfItsInterval() throws Exception {
    PrometheusTools.require();
    int port = freePort();
    try (LoopbackServer job = page();
        PrometheusServer prometheus =
            new PrometheusServer(config(job.port(), port), temp.resolve("prometheus"), port)) {
      await()
          .atMost(Duration.ofMinutes(2 * MINUTES))
          .until(
              () ->
                  prometheus
                          .query("count_over_time(sli:coherence_ok[10m]) >= " + 4 * MINUTES)
                          .size()
                      == TENANTS);
      List<Sample> groups =
          prometheus.query(
              "max_over_time(prometheus_rule_group_last_duration_seconds[2m]) / prometheus_rule_group_interval_seconds");
      assertThat(groups).hasSizeGreaterThan(8);
      for (Sample group : groups) {
        String name = group.labels().get("rule_group").replaceFirst(".*;", "");
        System.out.printf(Locale.ROOT, "%s: %.4f of its interval%n", name, group.value());
      }
      double memory = prometheus.query("process_resident_memory_bytes").get(0).value();
      System.out.printf(Locale.ROOT, "Prometheus: %.0f MB%n", memory / 1e6);
      assertThat(groups).allMatch(group -> group.value() <= PART);
      assertThat(prometheus.query("sum(prometheus_rule_evaluation_failures_total)"))
          .singleElement()
          .satisfies(failures -> assertThat(failures.value()).isZero());
      assertThat(memory).isLessThanOrEqualTo(MEMORY);
    }
  }

  private Path config(int job, int prometheus) throws IOException {
    String own =
        Files.readString(PrometheusTools.config())
                .replaceAll("127\\.0\\.0\\.1:(9310|9306)", "127.0.0.1:" + job)
                .replace("rules/*.yml", PrometheusTools.folder().resolve("rules/*.yml").toString())
            + "  - {job_name: prometheus, static_configs: [{targets: ['127.0.0.1:%d']}]}\n"
                .formatted(prometheus);
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }

  private static LoopbackServer page() throws IOException {
    LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            new ServerLimits(2, 16, 0, PATIENCE, PATIENCE, Duration.ZERO),
            new Service(
                "exporter",
                ProgramsOnly::new,
                Reply::text,
                Routes.none(Reply::text)
                    .and(
                        "GET",
                        "/",
                        request ->
                            CompletableFuture.completedFuture(
                                Reply.streamed(
                                    200,
                                    "text/plain; version=0.0.4; charset=utf-8",
                                    out -> out.write(text().getBytes(StandardCharsets.UTF_8)))))));
    server.start();
    return server;
  }

  private static String text() {
    double now = Clock.systemUTC().millis() / 1e3;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TENANTS; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              """
              bridge_state{tenant="t%1$d"} 2
              bridge_phase_diff_mean{tenant="t%1$d"} 0.01
              bridge_sync_quality{tenant="t%1$d"} 0.95
              bridge_entropy_ratio{tenant="t%1$d"} 0.1
              bridge_tick_jitter_ms{tenant="t%1$d"} 1
              fusion_phase_diff_mean{tenant="t%1$d"} 0.01
              fusion_coherence_level{tenant="t%1$d"} 0.95
              fusion_entropy_ratio{tenant="t%1$d"} 0.1
              fusion_harmony_index{tenant="t%1$d"} 0.9
              fusion_align_q{tenant="t%1$d"} 0.012
              fusion_align_r{tenant="t%1$d"} 0.01
              fusion_mode{tenant="t%1$d"} 0
              ure_up{tenant="t%1$d"} 1
              ure_residual_entropy_last{tenant="t%1$d"} 0.5
              evidence_evaluated_total{tenant="t%1$d"} %2$.0f
              fusion_frames_total{tenant="t%1$d"} %2$.0f
              fusion_frame_emitted_timestamp_seconds{tenant="t%1$d"} %2$.3f
              """,
              i,
              now));
    }
    return text.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
