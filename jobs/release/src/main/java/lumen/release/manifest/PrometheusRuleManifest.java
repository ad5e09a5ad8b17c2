package lumen.release.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import lumen.watch.rules.RuleFile;

/** The rules of Prometheus as its operator takes them: the same groups, in one resource. */
public final class PrometheusRuleManifest {
  private static final String HEAD =
      """
      # Made from deploy/prometheus/rules/*.yml; a test compares the two (mvn -pl jobs/release -am test -Dlumen.regenerate=true).
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: lumen
        namespace: lumen
        labels: {app.kubernetes.io/part-of: lumen}
      spec:
        groups:
      """;

  private PrometheusRuleManifest() {}

  /**
   * The text of {@code prometheusrule.yaml}.
   *
   * @param files whose groups it holds, in this order
   * @throws IOException if one cannot be read
   */
  public static String yaml(List<RuleFile> files) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (RuleFile file : files) {
      text.append("    # ").append(file.path().getFileName()).append('\n');
      Files.readString(file.path())
          .lines()
          .dropWhile(line -> !line.startsWith("groups:"))
          .skip(1)
          .forEach(line -> text.append(line.isBlank() ? "" : "  " + line).append('\n'));
    }
    return text.toString();
  }
}
