package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that holds the last quarter of an hour of a few tenants. */
final class GateCommandITCase {
  private static final String CONFIGS = LumenHome.locate().root().resolve("configs").toString();
  private static final long NOW = Clock.systemUTC().instant().getEpochSecond();

  @TempDir private Path temp;

  /** Of each record its samples every 15 s up to now. */
  private final StringBuilder history = new StringBuilder();

  private void record(String name, String tenant, double value, int minutes) {
    for (long at = NOW - minutes * 60L; at <= NOW; at += 15) {
      history.append("%s{tenant=\"%s\"} %s %d%n".formatted(name, tenant, value, at));
    }
  }

  private void tenant(String tenant, double coherence, double qr, double phase, int minutes) {
    record("bridge_state", tenant, 2, minutes);
    record("fusion:coherence_p95_10m", tenant, coherence, minutes);
    record("fusion:q_r_ratio", tenant, qr, minutes);
    record("bridge:phase_diff_mean_5m", tenant, phase, minutes);
  }

  private CommandRun gate(String... arguments) throws Exception {
    PrometheusTools.require();
    Path data = temp.resolve("data");
    Path text = Files.writeString(temp.resolve("om.txt"), history + "# EOF\n");
    if (!history.isEmpty()) {
      Verdict made =
          PrometheusTools.promtool(
              temp.resolve("out"),
              "tsdb",
              "create-blocks-from",
              "openmetrics",
              text.toString(),
              data.toString());
      assertThat(made.exitCode()).as(made.said()).isZero();
    }
    int port = freePort();
    Path nothing = Files.writeString(temp.resolve("prometheus.yml"), "scrape_configs: []\n");
    try (PrometheusServer prometheus = new PrometheusServer(nothing, temp, port)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !prometheus.query("vector(1)").isEmpty());
      return run("http://127.0.0.1:" + port, arguments);
    }
  }

  private static CommandRun run(String prometheus, String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "gate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    System.arraycopy(
        new String[] {"--prometheus", prometheus, "--config", CONFIGS},
        0,
        all,
        arguments.length + 1,
        4);
    return CommandRun.of(List.of(GateCommand.class), all);
  }

  @Test
  void tenGoodMinutesOpenIt() throws Exception {
    tenant("a", 0.95, 1.2, 0.01, 11);
    CommandRun run = gate("canary");
    assertThat(run.out())
        .contains("gate canary: open")
        .containsPattern("coherence +a +0.9500 +>= 0.9 +4[01]/38 +pass");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void oneTenantThatFailsOrIsMissingClosesIt() throws Exception {
    tenant("a", 0.95, 1.2, 0.01, 11);
    tenant("b", 0.95, 1.9, 0.01, 11);
    record("bridge_state", "c", 1, 11);
    tenant("d", 0.95, 1.2, 0.01, 5);
    CommandRun run = gate("canary");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("gate canary: closed")
        .containsPattern("q_r_ratio +b +1.900 +<= 1.8 +4[01]/38 +fail")
        .containsPattern("coherence +c +- +>= 0.9 +0/38 +no_data")
        .containsPattern("coherence +d +0.9500 +>= 0.9 +2[01]/38 +no_data");
  }

  @Test
  void oneTenantCanBeAskedAboutAlone() throws Exception {
    tenant("a", 0.95, 1.2, 0.01, 11);
    tenant("b", 0.1, 9, 0.4, 11);
    CommandRun run = gate("canary", "--tenant", "a", "--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"open\" : true").doesNotContain("\"b\"");
  }

  @Test
  void nothingOpensNothing() throws Exception {
    CommandRun run = gate("canary");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("gate canary: closed, no tenant has a bridge");
  }

  @Test
  void wrongUseAndAMissingPrometheusAreTold() throws IOException {
    CommandRun away = run("http://127.0.0.1:" + freePort(), "canary");
    assertThat(away.exitCode()).isEqualTo(3);
    assertThat(away.err()).hasLineCount(1).contains("Prometheus must answer: http://127.0.0.1:");
    CommandRun unknown = run("http://127.0.0.1:1", "canry");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("must be one of beta, canary, dual-sync-2h, dual-sync-30m, ga, release: canry");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
