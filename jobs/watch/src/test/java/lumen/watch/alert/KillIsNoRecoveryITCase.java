package lumen.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lumen.fixtures.PrometheusServer;
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
 * A real Prometheus with the shipped rules and a real Alertmanager: a TaskManager that is killed
 * takes its series with it, and nobody hears that what they told of is over.
 */
@Tag("drill")
final class KillIsNoRecoveryITCase {
  private static final String ROLLED_BACK =
      """
      # TYPE bridge_state gauge
      bridge_state{tenant="a"} 4
      # TYPE fusion_source_event_timestamp_seconds gauge
      fusion_source_event_timestamp_seconds{source="belt"} 1760000000
      """;

  @TempDir private Path temp;

  @Test
  void rollbackIsNotResolvedByAKill() throws Exception {
    PrometheusTools.require();
    AlertmanagerProcess.require();
    try (Inbox inbox = new Inbox();
        AlertmanagerProcess alertmanager =
            AlertmanagerProcess.start(temp, inbox.port(), AlertmanagerProcess.freePort());
        LoopbackServer jobManager = telling("");
        LoopbackServer taskManager = telling(ROLLED_BACK);
        PrometheusServer prometheus =
            new PrometheusServer(
                config(alertmanager.port(), taskManager.port(), jobManager.port()),
                temp.resolve("prometheus"),
                AlertmanagerProcess.freePort())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(inbox.deliveries("/slack"))
                      .anyMatch(said -> said.contains("[FIRING] BridgeRolledBack a"))
                      .anyMatch(said -> said.contains("[FIRING] FusionStreamLoss")));
      taskManager.close();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(inbox.deliveries("/slack"))
                      .anyMatch(said -> said.contains("[FIRING] LumenScrapeDown")));
      await()
          .during(Duration.ofSeconds(130))
          .atMost(Duration.ofSeconds(140))
          .untilAsserted(
              () ->
                  assertThat(inbox.deliveries("/slack"))
                      .noneMatch(said -> said.contains("RESOLVED")));
      assertThat(prometheus.query("ALERTS{alertname=~\"BridgeRolledBack|FusionStreamLoss\"}"))
          .as("long over for Prometheus, and still nobody was told so")
          .isEmpty();
      assertThat(inbox.gaps("/heartbeat"))
          .as("the Watchdog is heard every minute")
          .isNotEmpty()
          .allSatisfy(seconds -> assertThat(seconds).isBetween(55.0, 65.0));
    }
  }

  private Path config(int alertmanager, int taskManager, int jobManager) throws IOException {
    String own =
        Files.readString(PrometheusTools.config())
            .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanager)
            .replace("127.0.0.1:9310", "127.0.0.1:" + taskManager)
            .replace("127.0.0.1:9306", "127.0.0.1:" + taskManager)
            .replace("127.0.0.1:9311", "127.0.0.1:" + jobManager)
            .replace("rules/*.yml", PrometheusTools.folder().resolve("rules/*.yml").toString());
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }

  private static LoopbackServer telling(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            new ServerLimits(2, 16, 0, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO),
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
                                    out -> out.write(bytes))))));
    server.start();
    return server;
  }
}
