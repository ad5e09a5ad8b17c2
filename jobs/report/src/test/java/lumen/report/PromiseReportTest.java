package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lumen.report.ServiceTarget.Verdict;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the governance job made of a golden, shown. */
class PromiseReportTest {
  private static final Path GOLDENS = LumenHome.locate().root().resolve("configs/goldens");

  @TempDir private Path dir;

  private PromiseFigures golden(String name) throws IOException {
    try (Stream<Path> files = Files.list(GOLDENS.resolve(name).resolve("expected"))) {
      for (Path file : files.toList()) {
        Files.copy(file, dir.resolve(file.getFileName()));
      }
    }
    return PromiseFigures.read(dir);
  }

  private String page(PromiseFigures run) throws IOException {
    Path report = dir.resolve("report.html");
    PromiseReport.write(run, report);
    assertThat(RunReport.isReport(report)).isTrue();
    return Files.readString(report);
  }

  @Test
  void promisesTargetsAndChangesAreShown() throws IOException {
    PromiseFigures run = golden("service_policy");
    PromisedService service = run.services().get(0);
    assertThat(service.commanded()).isPositive();
    assertThat(service.curve("maturity")).isNotEmpty();
    assertThat(page(run))
        .contains("lumen_policy_success_ratio \u2265 0.80", "<td class=\"n\">0.25</td>")
        .contains("<td class=\"bad\">\u2717 missed", "<td class=\"good\">\u2713 kept")
        .contains("<b>Maturity</b>", "<b>Error budgets left</b>", "ttl_s", "latency_p95")
        .contains("Which figure follows which");
  }

  @Test
  void rollbackIsAStrip() throws IOException {
    PromiseFigures run = golden("service_rollback");
    assertThat(run.services().get(0).rollback().until(run.lastS()))
        .extracting(SwitchTrack.Stretch::word)
        .startsWith("watch", "advised")
        .contains("commanded", "held");
    assertThat(page(run)).contains("advised", "rollback.errors");
  }

  @Test
  void targetsStandAtTheirBounds() throws IOException {
    JsonMapper json = new JsonMapper();
    ServiceTarget manual = ServiceTarget.ALL.get(0);
    assertThat(manual.of(json.readTree("{\"manual_share\":0.3}"))).isEqualTo(Verdict.KEPT);
    assertThat(manual.of(json.readTree("{\"manual_share\":0.31}"))).isEqualTo(Verdict.MISSED);
    assertThat(manual.of(json.readTree("{\"manual_share\":null}"))).isEqualTo(Verdict.UNKNOWN);
    ServiceTarget precision = ServiceTarget.ALL.get(1);
    assertThat(precision.of(json.readTree("{\"alert_precision\":0.9}"))).isEqualTo(Verdict.KEPT);
    assertThat(precision.of(json.readTree("{\"alert_precision\":0.89}"))).isEqualTo(Verdict.MISSED);
    ServiceTarget kept = ServiceTarget.ALL.get(2);
    assertThat(kept.of(json.readTree("{\"policy_success_ratio\":0.8}"))).isEqualTo(Verdict.KEPT);
    assertThat(kept.of(json.readTree("{\"policy_success_ratio\":0.79}"))).isEqualTo(Verdict.MISSED);
  }

  /** Names come from outside: they stay text. */
  @Test
  void namesFromOutsideAreEscaped() throws Exception {
    String bad = "</script><script>throw 1</script>";
    Files.writeString(
        dir.resolve("scorecard.ndjson"),
        "{\"ts\":1.5,\"tenant\":\"%s\",\"slo\":{\"%s\":{\"verdict\":\"ok\"}}}\n"
            .formatted(bad, bad));
    Files.writeString(
        dir.resolve("decisions.ndjson"),
        "{\"ts\":1.5,\"tenant\":\"a\",\"kind\":\"%s\",\"command\":{\"to\":\"%s\"}}\n"
            .formatted(bad, bad));
    assertThat(page(PromiseFigures.read(dir))).doesNotContain("<script>throw");
  }

  @Test
  void whatIsNoLineIsTold() throws IOException {
    Path cards = dir.resolve("scorecard.ndjson");
    Files.writeString(cards, "{\"ts\":1,\"tenant\":\"t\"}\n{\n");
    assertThatThrownBy(() -> PromiseFigures.read(dir))
        .hasMessage("a line must be JSON: file=" + cards + " line=2");
    Files.writeString(cards, "{\"ts\":1e12,\"tenant\":\"t\"}\n");
    assertThatThrownBy(() -> PromiseFigures.read(dir))
        .hasMessage(
            "a line must have the number ts, in seconds, and the text tenant: file="
                + cards
                + " line=1");
    Files.writeString(cards, "");
    assertThat(page(PromiseFigures.read(dir))).contains("Nothing was told of a service.");
  }

  @Test
  void commandKnowsTheFolder() throws IOException {
    golden("service_canary");
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new ReportCommand()).setOut(new PrintWriter(out, true));
    assertThat(command.execute(dir.toString())).isZero();
    assertThat(dir.resolve("report.html")).content().contains("Lumen governance report");
    assertThat(out.toString()).contains("report.html", "maturity", "lumen_manual_share");
  }
}
