package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import lumen.governance.metrics.GovernanceMetric;
import lumen.runtime.metrics.MetricLabel;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes the session cluster while a governance job waits for more lines of five
 * services: those of the reference, each under its own name.
 */
final class GovernancePagesITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final String REFERENCE =
      "jobs/governance/src/test/resources/lumen/governance/reference";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String OWN = "last_over_time({__name__=~\"lumen_.*\"}[5m])";
  private static final Pattern TIME = Pattern.compile("\"ts\": ?([0-9.]+)[,}]");
  private static final List<String> SERVICES =
      List.of("budget", "policy", "rollback", "canary", "slo");

  @TempDir private Path temp;

  private static CommandRun run(List<String> arguments) {
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static List<String> lines(String service, String file) throws IOException {
    Path from = LumenHome.locate().root().resolve(REFERENCE).resolve(service + '/' + file + ".gz");
    if (!Files.exists(from)) {
      return List.of();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
      // Some are no text on purpose.
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines()
          .map(
              line ->
                  line.replaceFirst(
                      "(\"service\"|\"tenant\"): ?\"[^\"]*\"", "$1:\"" + service + "\""))
          .map(
              line ->
                  line.replaceFirst(
                      "(\"decision\"|\"alert\"|\"answers\"): ?\"[^/\"]*/", "$1:\"" + service + "/"))
          .toList();
    }
  }

  private static double seconds(String line) {
    Matcher time = TIME.matcher(line);
    return time.find() ? Double.parseDouble(time.group(1)) : Double.NaN;
  }

  private List<String> submission() throws IOException {
    Path config = Files.createDirectories(temp.resolve("config"));
    Files.writeString(
        config.resolve("governance.yaml"),
        """
        policy: {mode: auto, cooldown_s: 7200}
        budget: {amount: 20}
        roi: {miss_cost: 0.00001}
        """);
    List<String> all = new ArrayList<>(List.of("submit", "--kind", "governance"));
    List<String> control = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (String service : SERVICES) {
      known.addAll(lines(service, "input.ndjson"));
      for (String line : lines(service, "control.ndjson")) {
        control.add(line.replaceFirst("\"id\": ?\"", "\"id\":\"" + service + "-"));
      }
    }
    // One stream in the order of time: nobody waits for one that has ended.
    known.removeIf(line -> Double.isNaN(seconds(line)));
    known.sort(Comparator.comparingDouble(GovernancePagesITCase::seconds));
    Path log = temp.resolve("lines.ndjson");
    Files.write(log, known, StandardCharsets.ISO_8859_1);
    all.add(log.toString());
    Path orders = Files.write(temp.resolve("control.ndjson"), control);
    all.addAll(List.of("--control", orders.toString(), "--config", config.toString()));
    all.addAll(List.of("--out", temp.resolve("out").toString(), "--follow"));
    return all;
  }

  @Test
  void everyExpressionOfThePageFindsSomethingAndTheBudgetIsTold() throws Exception {
    PrometheusTools.require();
    List<String> submission = submission();
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
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
        run(submission);
        everyMetricIsSeenWithTheLabelsOfThePage(prometheus);
        ShippedPages.findSomething(prometheus, page -> page.equals("governance.json"));
        firing(prometheus, "BudgetSpent100");
        run(List.of("stop", "--json"));
        firing(prometheus, "GovernanceJobLost");
      }
    } finally {
      System.clearProperty(FOLDER);
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
        Stream.of(GovernanceMetric.values())
            .map(GovernanceMetric::exportedName)
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
      GovernanceMetric metric =
          Stream.of(GovernanceMetric.values())
              .filter(one -> one.exportedName().equals(sample.name()))
              .findFirst()
              .orElseThrow();
      List<String> labels = new ArrayList<>(List.of("__name__", "instance", "job"));
      metric.scope().labels().stream().map(MetricLabel::label).forEach(labels::add);
      assertThat(sample.labels().keySet())
          .as(sample.toString())
          .containsExactlyInAnyOrderElementsOf(labels);
      assertThat(sample.labels()).containsEntry("job", "lumen-governance");
    }
    assertThat(prometheus.query("max(lumen_live)"))
        .singleElement()
        .satisfies(live -> assertThat(live.value()).isEqualTo(1));
  }
}
