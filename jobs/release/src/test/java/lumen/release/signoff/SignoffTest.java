package lumen.release.signoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import lumen.fixtures.CommandRun;
import lumen.release.ReleaseToolsCommand;
import lumen.release.pack.Sums;
import lumen.terminal.Json;
import lumen.watch.kept.JudgedJar;
import lumen.watch.kept.KeptVerdict;
import lumen.watch.kept.VerdictFolder;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release goes out where all of it holds, and of its own jar. */
final class SignoffTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String HOME = "lumen.home";

  @TempDir private Path temp;
  private Path pack;
  private Path drill;
  private Path run;

  @BeforeEach
  void thereIsARelease() throws IOException {
    pack = temp.resolve("lumen.tar.gz");
    Map<String, String> files = new TreeMap<>();
    files.put("RELEASE", "version=7.1\ncommit=" + COMMIT + "\nflink=2.2.1\n");
    files.put("SHA256SUMS", "aa  README.md\nbb  jobs/jobs/target/lumen-jobs.jar\n");
    files.put("lumen-sbom.json", "{}\n");
    try (OutputStream file = Files.newOutputStream(pack);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, String> each : files.entrySet()) {
        byte[] bytes = each.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("lumen-7.1/" + each.getKey());
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    drill = Files.writeString(temp.resolve("report.html"), "<html>");
    run = Files.createDirectory(temp.resolve("run"));
    Files.writeString(run.resolve("evidence.ndjson"), "");
    report("jobs/ctl/target/failsafe-reports", 3, 0);
    report("connectors/target/surefire-reports", 4, 0);
    System.setProperty(HOME, temp.toString());
  }

  @AfterEach
  void home() {
    System.clearProperty(HOME);
  }

  private void report(String folder, int tests, int failures) throws IOException {
    Path reports = Files.createDirectories(temp.resolve(folder));
    Files.writeString(
        reports.resolve("TEST-a.xml"),
        "<?xml version=\"1.0\"?><testsuite name=\"a\" tests=\"%d\" errors=\"0\" failures=\"%d\" skipped=\"1\"/>"
            .formatted(tests, failures));
  }

  private void judged(String jar, String outcome, int minute) throws IOException {
    new VerdictFolder(temp.resolve("kept"))
        .keep(
            KeptVerdict.onGate(
                "canary",
                NOON.plusSeconds(60L * minute),
                outcome,
                new JudgedJar("7.1", jar),
                Duration.ofMinutes(10)));
  }

  private CommandRun signoff(String out, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("release", "signoff", "--pack", pack.toString(), "--kept", temp + "/kept"));
    arguments.addAll(List.of("--out", temp.resolve(out).toString()));
    if (!List.of(more).contains("--run")) {
      arguments.addAll(List.of("--run", run.toString()));
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(List.of(ReleaseToolsCommand.class), arguments.toArray(String[]::new));
  }

  @Test
  void goesOutWhereAllHolds() throws IOException {
    judged("bb", "PASS", 0);
    CommandRun run = signoff("out", "--drill", drill.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    Path out = temp.resolve("out");
    assertThat(out.resolve("drill-1-report.html")).hasContent("<html>");
    assertThat(out.resolve("lumen-sbom.json")).hasContent("{}\n");
    JsonNode told = Json.mapper().readTree(out.resolve("signoff.json").toFile());
    assertThat(told.path("commit").asText()).isEqualTo(COMMIT);
    assertThat(told.path("archive").asText()).isEqualTo(Sums.sha256(pack));
    assertThat(told.at("/tests/tests").asInt()).isEqualTo(7);
    assertThat(told.at("/tests/skipped").asInt()).isEqualTo(2);
    assertThat(out.resolve("signoff.sha256"))
        .content()
        .contains(Sums.sha256(out.resolve("signoff.json")) + "  signoff.json\n");
    assertThat(signoff("out", "--drill", drill.toString()).err())
        .isEqualTo("lumenctl: --out must not be there yet: %s\n".formatted(out));
  }

  @Test
  void eachPointThatDoesNotHoldIsTold() throws IOException {
    judged("bb", "PASS", 0);
    assertThat(signoff("1").out()).contains("no --drill report was given", "not signed off");
    assertThat(signoff("2", "--drill", temp + "/none").out()).contains("no file: ");
    assertThat(signoff("3", "--drill", drill.toString(), "--gate", "release").out())
        .containsPattern("gate release +OPEN +was never asked");
    judged("cc", "PASS", 20);
    assertThat(signoff("4", "--drill", drill.toString()).out()).contains("is on another jar");
    judged("bb", "FAIL", 40);
    assertThat(signoff("5", "--drill", drill.toString()).out())
        .containsPattern("gate canary +OPEN +FAIL at 2026-01-31T12:40");
    judged("bb", "PASS", 60);
    assertThat(signoff("6", "--drill", drill.toString()).exitCode()).isZero();
    report("jobs/ctl/target/failsafe-reports", 3, 1);
    CommandRun red = signoff("7", "--drill", drill.toString());
    assertThat(red.out()).containsPattern("tests +OPEN +7 run, 1 failed, 2 skipped");
    assertThat(red.exitCode()).isEqualTo(1);
  }

  @Test
  void incidentsWithoutANoteAreListed() throws IOException {
    judged("bb", "PASS", 0);
    long fall = Instant.now().getEpochSecond() - 100_000;
    Files.writeString(
        run.resolve("evidence.ndjson"),
        "{\"id\":\"a/E3>E4/1\",\"ts\":%d.0,\"tenant\":\"a\",\"kind\":\"state\",\"rule\":\"E3>E4\"}\n"
            .formatted(fall));
    CommandRun open = signoff("1", "--drill", drill.toString());
    assertThat(open.out()).containsPattern("incidents +OPEN +no note within 24 h: E3>E4 of a at ");
    assertThat(open.exitCode()).isEqualTo(1);
    assertThat(signoff("2", "--drill", drill.toString(), "--last", "20h").exitCode()).isZero();
    CommandRun none = signoff("3", "--drill", drill.toString(), "--run", temp + "/none");
    assertThat(none.err())
        .isEqualTo(
            "lumenctl: --run must be the --out folder of a job, which has evidence: %s/none\n"
                .formatted(temp));
    assertThat(none.exitCode()).isEqualTo(2);
  }

  @Test
  void whatIsNoReleaseIsRefused() throws IOException {
    Files.createDirectories(temp.resolve("kept"));
    pack = Files.writeString(temp.resolve("other"), "text");
    assertThat(signoff("out").exitCode()).isEqualTo(2);
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void figuresOfAPageAreReadBySeries() {
    assertThat(
            TelledPage.values(
                "# TYPE a gauge\n"
                    + "a{t=\"x y\"} 1.5\n"
                    + "b 2 1700000000\n"
                    + "c{q=\"}\"} NaN\n\n"
                    + "d{a=\"}\"} 4\n"))
        .isEqualTo(new TreeMap<>(Map.of("a{t=\"x y\"}", 1.5, "b", 2.0, "d{a=\"}\"}", 4.0)));
    Baseline before = new Baseline("", "", Map.of("a", "1", "b", "1", "c", "1"), Map.of());
    Baseline now = new Baseline("", "", Map.of("a", "1", "b", "2", "d", "1"), Map.of());
    assertThat(before.changed(now))
        .isEqualTo(new TreeMap<>(Map.of("b", "other", "c", "gone", "d", "new")));
  }
}
