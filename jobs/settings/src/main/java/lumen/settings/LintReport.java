package lumen.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lumen.settings.Finding.Severity;

/**
 * What lint has to say about a config folder.
 *
 * @param files the files that were read
 * @param findings in the order of files and lines
 */
public record LintReport(List<String> files, List<Finding> findings) {

  /** Copies the lists. */
  public LintReport {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  /** Findings for which the settings are refused. */
  public long errors() {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).count();
  }

  /** Findings that are worth a look only. */
  public long warnings() {
    return findings.size() - errors();
  }

  /** Whether the settings can be used. */
  public boolean ok() {
    return errors() == 0;
  }

  /** One line per finding and one that sums up. */
  public String text() {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding).append('\n'));
    String read = files.isEmpty() ? "no file, all defaults" : String.join(", ", files);
    return text.append(
            "%s, %s: %s%n".formatted(count(errors(), "error"), count(warnings(), "warning"), read))
        .toString();
  }

  /** The same as JSON. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("ok", ok()).put("errors", errors()).put("warnings", warnings());
    ArrayNode read = root.putArray("files");
    files.forEach(read::add);
    ArrayNode list = root.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("file", finding.file())
          .put("line", finding.line())
          .put("column", finding.column())
          .put("key", finding.path())
          .put("severity", finding.severity().word())
          .put("message", finding.message());
    }
    return root;
  }

  private static String count(long n, String word) {
    return n + " " + word + (n == 1 ? "" : "s");
  }
}
