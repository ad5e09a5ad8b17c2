package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.fixtures.Chromium;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the overlay job made of a golden, shown. */
class DecidedReportTest {
  private static final Path GOLDENS = LumenHome.locate().root().resolve("configs/goldens");

  @TempDir private Path dir;

  private DecidedFigures golden(String name) throws IOException {
    try (Stream<Path> files = Files.list(GOLDENS.resolve(name).resolve("expected"))) {
      for (Path file : files.toList()) {
        Files.copy(file, dir.resolve(file.getFileName()));
      }
    }
    return DecidedFigures.read(dir);
  }

  private String page(DecidedFigures run) throws IOException {
    Path report = dir.resolve("report.html");
    DecidedReport.write(run, report);
    assertThat(RunReport.isReport(report)).isTrue();
    return Files.readString(report);
  }

  @Test
  void decisionsGatesAndAccountsAreShown() throws IOException {
    DecidedFigures run = golden("regulatory_compliance_audit_prep");
    assertThat(run.given().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_226);
    DecidedTenant tenant = run.tenants().get(0);
    assertThat(tenant.blocked()).isPositive();
    assertThat(tenant.gates()).containsKey("tokens of audit_prep cite_sources");
    assertThat(tenant.gates().get("tokens of audit_prep cite_sources").until(run.lastS()))
        .extracting(SwitchTrack.Stretch::word)
        .startsWith("ok")
        .contains("warns", "blocked");
    assertThat(tenant.tokens().get("audit_prep cite_sources")).isNotEmpty();
    assertThat(page(run))
        .contains("1,226</b><span>requests decided", "\u2713 closes", "tokens of audit_prep")
        .contains("<b>Decisions</b>", "<b>Tokens beside the baseline</b>", "cite_sources")
        .contains("figure +104.4 % above +12 %", "bound +65.43 % above +25 %", "by a command")
        .contains("Left out: " + tenant.ofSteps() + " entries");
    assertThat(tenant.ofSteps()).isPositive();
    assertThat(tenant.newest())
        .extracting(DecidedTenant.Entry::kind)
        .contains("gate", "control")
        .doesNotContain("missing", "diverted");
  }

  @Test
  void breakersFlagsAndCommandsAreShown() throws IOException {
    DecidedFigures run = golden("security_incident_containment");
    DecidedTenant tenant = run.tenants().get(0);
    assertThat(tenant.opened()).isPositive();
    assertThat(tenant.breakers().values().iterator().next().until(run.lastS()))
        .extracting(SwitchTrack.Stretch::word)
        .startsWith("closed", "open", "half open");
    assertThat(tenant.rates()).containsKeys("baseline", "contain_first", "evidence_first");
    assertThat(tenant.rates().values().stream().map(curve -> curve.step(0)).distinct())
        .as("who was given nothing at first had 0")
        .hasSize(1);
    assertThat(page(run)).contains("breaker ", "half open", "closed \u2192 open");
    assertThat(tenant.newest())
        .extracting(DecidedTenant.Entry::values)
        .anyMatch(values -> values.contains("until 2026-01-01 00:"));
    StringWriter text = new StringWriter();
    DecidedTable.print(run, dir.resolve("report.html"), new PrintWriter(text, true));
    assertThat(text.toString()).contains("opened", "close", "given", "because", "open this one");
  }

  /** Names come from outside: they stay text. */
  @Test
  void namesFromOutsideAreEscaped() throws Exception {
    String bad = "</script><script>throw 1</script>";
    Files.writeString(
        dir.resolve("decisions.ndjson"),
        "{\"ts\":1.5,\"tenant\":\"%s\",\"overlay\":\"%s\",\"reason\":\"SPLIT\",\"because\":null,\"flags\":\"f\"}\n"
            .formatted(bad, bad));
    assertThat(page(DecidedFigures.read(dir))).doesNotContain("<script>throw");
  }

  @Test
  void accountThatDoesNotCloseIsTold() {
    Map<String, Long> account = new TreeMap<>(Map.of("requests", 3L, "decided", 3L, "success", 2L));
    assertThat(DecidedReport.closes(account)).isFalse();
    account.put("waiting", 1L);
    assertThat(DecidedReport.closes(account)).isTrue();
    account.put("repeated", 1L);
    assertThat(DecidedReport.closes(account)).isFalse();
  }

  @Test
  void whatIsNoLineIsTold() throws IOException {
    Path decisions = dir.resolve("decisions.ndjson");
    Files.writeString(
        decisions, "{\"ts\":1,\"tenant\":\"t\",\"overlay\":\"o\",\"flags\":\"f\"}\n{\n");
    assertThatThrownBy(() -> DecidedFigures.read(dir))
        .hasMessage("a line must be JSON: file=" + decisions + " line=2");
    Files.writeString(decisions, "{\"ts\":\"1\",\"tenant\":\"t\"}\n");
    assertThatThrownBy(() -> DecidedFigures.read(dir))
        .hasMessage(
            "a line must have the number ts and the text tenant: file=" + decisions + " line=1");
    Files.writeString(decisions, "");
    assertThat(page(DecidedFigures.read(dir))).contains("No request was decided.");
  }

  @Test
  void commandKnowsTheFolder() throws IOException {
    golden("refund_processing_duplicate");
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new ReportCommand()).setOut(new PrintWriter(out, true));
    assertThat(command.execute(dir.toString())).isZero();
    assertThat(dir.resolve("report.html")).content().contains("Lumen overlay report");
    assertThat(out.toString()).contains("report.html");
  }

  @Test
  void everyPlotIsDrawnAndNoScriptFails() throws Exception {
    Chromium browser = Chromium.find(dir);
    page(golden("regulatory_compliance_audit_prep"));
    Path log = dir.resolve("browser.log");
    String dom = browser.dom(dir.resolve("report.html").toUri().toString(), log);
    int plots = dom.split("<figure class=\"plot", -1).length - 1;
    assertThat(plots).isEqualTo(3);
    assertThat(dom).contains("data-drawn=\"" + plots + "\"");
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
  }

  @Test
  void stretchesAreBounded() {
    SwitchTrack track = new SwitchTrack(0, new SwitchTrack.Standing("a", "0"));
    for (int i = 1; i < 10_000; i++) {
      track.turn(i, new SwitchTrack.Standing("a", "" + i));
    }
    List<SwitchTrack.Stretch> all = track.until(20_000);
    assertThat(all).hasSize(SwitchTrack.MOST + 1);
    assertThat(all.get(all.size() - 1).toS()).isEqualTo(20_000);
  }
}
