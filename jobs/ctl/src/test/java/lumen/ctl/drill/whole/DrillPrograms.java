package lumen.ctl.drill.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lumen.cluster.MetricsPorts;
import lumen.fixtures.PrometheusTools;

/** The shipped files of Prometheus and Alertmanager for the ports of a drill. */
final class DrillPrograms {
  private DrillPrograms() {}

  /**
   * Writes the shipped configuration of Prometheus, with a copy of its rules.
   *
   * @param sabotages what is done to the rules
   */
  static Path prometheus(
      Path folder, MetricsPorts ports, int page, int alerts, Set<Sabotage> sabotages)
      throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (var files = Files.list(PrometheusTools.folder().resolve("rules"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        for (Sabotage sabotage : sabotages) {
          text = sabotage.rules(text);
        }
        Files.writeString(rules.resolve(file.getFileName()), text);
      }
    }
    String own =
        Files.readString(PrometheusTools.config())
            .replace(":9310'", ":" + ports.fusion() + "'")
            .replace(":9306'", ":" + ports.bridge() + "'")
            .replace(":9311'", ":" + ports.jobManager() + "'")
            .replace(":9320'", ":" + page + "'")
            .replace(":9093'", ":" + alerts + "'")
            .replace("rules/*.yml", rules + "/*.yml");
    return Files.writeString(folder.resolve("prometheus.yml"), own);
  }

  /** Starts an Alertmanager with the shipped routes, whose receiver is this one. */
  static Process alertmanager(Path folder, int port, int receiver) throws IOException {
    String shipped =
        Files.readString(PrometheusTools.folder().resolveSibling("alertmanager/alertmanager.yml"));
    String own =
        shipped
            .replaceFirst(
                "(?s)    slack_configs:.*?(?=  - name: heartbeat)",
                "    webhook_configs:\n      - url: http://127.0.0.1:%d/alerts\n        send_resolved: true\n"
                    .formatted(receiver))
            .replace("127.0.0.1:9099", "127.0.0.1:" + receiver);
    return new ProcessBuilder(
            program().orElseThrow(),
            "--config.file=" + Files.writeString(folder.resolve("alertmanager.yml"), own),
            "--storage.path=" + folder.resolve("alerts"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=")
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve("alertmanager.log").toFile()))
        .start();
  }

  /** Alertmanager as Debian or its authors call it. */
  static Optional<String> program() {
    List<String> folders = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1));
    return folders.stream()
        .flatMap(
            folder ->
                List.of("prometheus-alertmanager", "alertmanager").stream()
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
