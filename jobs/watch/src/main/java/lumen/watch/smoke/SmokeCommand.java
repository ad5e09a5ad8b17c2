package lumen.watch.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import lumen.watch.smoke.Answers.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl smoke}: whether all of it is well, in a few seconds. */
@Command(
    name = "smoke",
    description = "Asks cluster, job and metrics whether all is well; exit 1 where it is not.")
public final class SmokeCommand implements Callable<Integer> {
  private static final double NEWEST_SECONDS = 30;
  private static final double MILLIS = 1_000;
  private static final String FIRING = "ALERTS{alertstate=\"firing\",alertname!=\"Watchdog\"}";

  @Spec private CommandSpec spec;

  @Option(
      names = "--rest",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Flink's REST [${DEFAULT-VALUE}].")
  private URI rest;

  @Option(
      names = "--fusion",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9310",
      description = "Metrics of fusion [${DEFAULT-VALUE}].")
  private URI fusion;

  @Option(
      names = "--bridge",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9306",
      description = "Metrics of the bridge [${DEFAULT-VALUE}].")
  private URI bridge;

  @Option(
      names = "--jobmanager",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9311",
      description = "Metrics of the JobManager [${DEFAULT-VALUE}].")
  private URI jobManager;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9090",
      description = "Prometheus, if there is one [${DEFAULT-VALUE}].")
  private URI prometheus;

  @Option(names = "--no-budgets", description = "Do not ask for phase, sync and entropy.")
  private boolean noBudgets;

  @Option(names = "--json", description = "Print the checks as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<Check> checks = checks();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(checks));
    } else {
      TextTable table = new TextTable("check", "is", "found");
      checks.forEach(check -> table.row(check.name(), check.ok() ? "ok" : "WRONG", check.said()));
      table.print(out);
    }
    return checks.stream().allMatch(Check::ok) ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<Check> checks() {
    Answers answers = new Answers();
    long nowMillis = Clock.systemUTC().millis();
    CompletableFuture<List<Check>> ofCluster =
        new ClusterChecks(answers, rest, nowMillis).checks(NEWEST_SECONDS);
    CompletableFuture<Answer> fusionTells = answers.ask(fusion, "/metrics_fusion");
    CompletableFuture<Answer> bridgeTells = answers.ask(bridge, "/metrics_bridge");
    CompletableFuture<Answer> jobManagerTells = answers.ask(jobManager, "/metrics_jobmanager");
    CompletableFuture<Answer> prometheusTells =
        answers.ask(prometheus, "/api/v1/query?query=" + URLEncoder.encode(FIRING, UTF_8));
    List<Check> checks = new ArrayList<>(ofCluster.join());
    Optional<String> ofFusion = scraped(checks, "metrics_fusion", fusion, fusionTells.join());
    Optional<String> ofBridge = scraped(checks, "metrics_bridge", bridge, bridgeTells.join());
    scraped(checks, "metrics_jobmanager", jobManager, jobManagerTells.join());
    MetricsChecks metrics =
        new MetricsChecks(ToldSeries.of(ofFusion.orElse("")), ToldSeries.of(ofBridge.orElse("")));
    checks.addAll(metrics.checks(nowMillis / MILLIS, NEWEST_SECONDS));
    checks.add(alerts(prometheusTells.join()));
    if (!noBudgets) {
      checks.add(metrics.budgets());
    }
    return checks;
  }

  private static Optional<String> scraped(
      List<Check> checks, String name, URI base, Answer answer) {
    Optional<String> text = answer.body();
    checks.add(
        new Check(
            name,
            text.isPresent(),
            text.map(said -> said.length() + " characters").orElse(base + " does not answer")));
    return text;
  }

  /**
   * Where nobody listens there is no Prometheus; one that cannot answer knows no more than that.
   */
  private Check alerts(Answer answer) {
    if (answer.nobody()) {
      return new Check("alerts", true, "there is no Prometheus at " + prometheus);
    }
    if (answer.body().isEmpty()) {
      return new Check("alerts", false, "Prometheus does not answer: " + prometheus);
    }
    List<String> names = new ArrayList<>();
    try {
      for (JsonNode alert :
          Json.mapper().readTree(answer.body().get()).path("data").path("result")) {
        names.add(alert.path("metric").path("alertname").asText());
      }
    } catch (IOException e) {
      return new Check("alerts", false, "no Prometheus answers at " + prometheus);
    }
    return new Check(
        "alerts", names.isEmpty(), names.isEmpty() ? "none fires" : String.join(", ", names));
  }
}
