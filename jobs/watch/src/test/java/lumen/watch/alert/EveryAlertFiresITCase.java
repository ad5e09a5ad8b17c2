package lumen.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every alert fires in a real Prometheus that scrapes series that are bad. The expressions are the
 * shipped ones; scraped and evaluated is every second, and a minute of {@code for} is a second: how
 * long alerts take is held by promtool.
 */
@Tag("drill")
final class EveryAlertFiresITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** What fires when the job stands still, and when its process is gone. */
  private static final Set<String> OF_A_STANDSTILL =
      Set.of(
          "JobNotReady critical",
          "JobLost critical",
          "OverlayJobLost critical",
          "GovernanceJobLost critical",
          "ServingSLOBurnFast critical",
          "ServingSLOBurnSlow warning",
          "ServingSLOBurnLeak info");

  private static final Set<String> OF_A_KILL = Set.of("LumenScrapeDown critical");

  @TempDir private Path temp;

  @Test
  void everyOneIsSeen() throws Exception {
    PrometheusTools.require();
    Set<String> all = new TreeSet<>();
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (rule.alert()) {
        all.add(rule.name() + " " + rule.severity());
      }
    }
    Set<String> first = new TreeSet<>(all);
    first.removeAll(OF_A_STANDSTILL);
    first.removeAll(OF_A_KILL);
    assertThat(first).hasSize(all.size() - OF_A_STANDSTILL.size() - OF_A_KILL.size());
    try (BadJob job = new BadJob();
        PrometheusServer prometheus =
            new PrometheusServer(
                config(job), temp.resolve("prometheus"), AlertmanagerProcess.freePort())) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(firing(prometheus)).isEqualTo(first));
      job.stand();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(firing(prometheus)).containsAll(OF_A_STANDSTILL));
      job.kill();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(firing(prometheus)).containsAll(OF_A_KILL));
    }
  }

  private static Set<String> firing(PrometheusServer prometheus) throws InterruptedException {
    Set<String> firing = new TreeSet<>();
    for (Sample sample : prometheus.query("ALERTS{alertstate=\"firing\"}")) {
      firing.add(sample.labels().get("alertname") + " " + sample.labels().get("severity"));
    }
    return firing;
  }

  private Path config(BadJob job) throws IOException {
    Path rules = Files.createDirectory(temp.resolve("rules"));
    try (Stream<Path> shipped = Files.list(PrometheusTools.folder().resolve("rules"))) {
      for (Path file : shipped.toList()) {
        String quick =
            Files.readString(file)
                .replaceAll("(?m)^( +interval): \\w+$", "$1: 1s")
                .replaceAll("(?m)^( +for): ([0-9]+)m$", "$1: $2s")
                .replaceAll("(?m)^( +for): 1h$", "$1: 10s");
        Files.writeString(rules.resolve(file.getFileName()), quick);
      }
    }
    String own =
        Files.readString(PrometheusTools.config())
            .replace("127.0.0.1:9310", "127.0.0.1:" + job.taskManagerPort())
            .replace("127.0.0.1:9306", "127.0.0.1:" + job.taskManagerPort())
            .replace("127.0.0.1:9312", "127.0.0.1:" + job.taskManagerPort())
            .replace("127.0.0.1:9313", "127.0.0.1:" + job.taskManagerPort())
            .replace("127.0.0.1:9311", "127.0.0.1:" + job.jobManagerPort())
            .replace("127.0.0.1:9100", "127.0.0.1:" + job.hostPort())
            .replace("rules/*.yml", rules.resolve("*.yml").toString())
            .replace("scrape_interval: 5s", "scrape_interval: 1s")
            .replace("evaluation_interval: 5s", "evaluation_interval: 1s")
            .replace("scrape_timeout: 4s", "scrape_timeout: 1s");
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }
}
