package lumen.ctl.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PruneCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @TempDir private Path kept;

  private static final String[] NO_FLOOR = {
    "--savepoints-keep-last=1", "--savepoints-keep-daily=0"
  };

  private CommandRun prune(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new PruneCommand(Clock.fixed(NOW, ZoneOffset.UTC)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (thrown, command, parsed) -> {
                  err.write(thrown.getMessage());
                  return thrown instanceof CommandFailure failure ? failure.exitCode() : 1;
                });
    List<String> all = new ArrayList<>(List.of(kept.toString()));
    all.addAll(List.of(arguments));
    int exitCode = line.execute(all.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  private Path file(String name, double ageDays) throws IOException {
    return file(name, ageDays, "x".repeat(10));
  }

  private Path file(String name, double ageDays, String text) throws IOException {
    Path file = kept.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Instant then = NOW.minus(Duration.ofSeconds(Math.round(ageDays * 86_400)));
    Files.setLastModifiedTime(file, FileTime.from(then));
    return file;
  }

  private Path manifest(String folder, String format, boolean open, String parts)
      throws IOException {
    String text = "{\"format\":\"%s\",\"open\":%s,\"parts\":[%s]}";
    return file(folder + "/manifest.json", 100, text.formatted(format, open, parts));
  }

  /** A finished recording whose files were copied today, and that ended so many days ago. */
  private void capture(String folder, double endDays) throws IOException {
    long to = NOW.getEpochSecond() - Math.round(endDays * 86_400);
    String part = "{\"file\":\"part-00000001.ndjson.gz\",\"to\":%d.000000}".formatted(to);
    manifest(folder, "lumen-log-1", false, part);
    file(folder + "/part-00000001.ndjson.gz", 0);
    file(folder + "/config/fusion.yaml", 0);
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(kept)) {
      return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> kept.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private List<JsonNode> audit() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(kept.resolve("prune-audit.ndjson"))) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  @Test
  void withoutYesItShowsWhatItWouldDeleteAndChangesNothing() throws IOException {
    capture("runs/old", 14.5);
    capture("runs/young", 13.9);
    file("savepoints/savepoint-ab12-0123/_metadata", 60.1);
    file("savepoints/savepoint-ab12-4567/_metadata", 60.02);
    List<String> before = tree();
    CommandRun run = prune(NO_FLOOR);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().map(String::stripTrailing))
        .containsExactly(
            "WHAT          AGE   SIZE  DELETE                 WHERE",
            "capture    14.5 d  125 B  yes                    runs/old",
            "capture    13.9 d  125 B  no                     runs/young",
            "savepoint  60.1 d   10 B  yes                    savepoints/savepoint-ab12-0123",
            "savepoint  60.0 d   10 B  no, newest of its job  savepoints/savepoint-ab12-4567",
            "2 of 4 would be deleted, 135 B; --yes deletes");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void withYesItDeletesThemBehindALineOfAuditEach() throws IOException {
    capture("runs/old", 14.5);
    capture("runs/young", 13.9);
    file("evidence/2026-02-28/part-0-0", 0);
    file("evidence/2026-03-01/part-0-0", 0);
    file("evidence/2026-02-28.ndjson", 0);
    file("savepoints/savepoint-ab12-0123/_metadata", 60.1);
    file("savepoints/savepoint-ab12-0123/state-1", 0);
    file("savepoints/savepoint-ab12-4567/_metadata", 59.9);
    CommandRun run = prune("--yes", NO_FLOOR[0], NO_FLOOR[1]);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).endsWith("4 of 7 deleted, 165 B\n".replace("\n", System.lineSeparator()));
    assertThat(tree())
        .containsExactly(
            "evidence/2026-03-01/part-0-0",
            "prune-audit.ndjson",
            "runs/young/config/fusion.yaml",
            "runs/young/manifest.json",
            "runs/young/part-00000001.ndjson.gz",
            "savepoints/savepoint-ab12-4567/_metadata");
    assertThat(kept.resolve("runs/old")).doesNotExist();
    assertThat(audit())
        .extracting(line -> line.get("kind").asText())
        .containsExactly("evidence", "evidence", "capture", "savepoint");
    JsonNode last = audit().get(3);
    assertThat(last.get("ts").asText()).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(last.get("path").asText())
        .isEqualTo(kept.toRealPath().resolve("savepoints/savepoint-ab12-0123").toString());
    assertThat(last.get("age_days").asDouble()).isEqualTo(60.1);
    assertThat(last.get("bytes").asLong()).isEqualTo(20);
    assertThat(last.get("rule").asText())
        .isEqualTo("savepoint older than 60 days, not of the last 1 nor the last of 0 days");
    assertThat(prune("--yes").out()).startsWith("WHAT").contains("0 of 3 deleted");
    assertThat(audit()).hasSize(4);
  }

  @Test
  void evidenceIsAsOldAsTheEndOfItsDay() throws IOException {
    file("evidence/2026-03-01/part-0-0", 0);
    assertThat(prune("--evidence-days", "29").out()).contains("29.5 d").contains("yes");
    assertThat(prune("--evidence-days", "30").out()).contains("0 of 1 would be deleted");
  }

  /** As a run leaves it: parts by the day of their events, whenever they were written. */
  @Test
  void evidenceInRunFoldersGoesByTheDayOfItsEventsAndNothingBesideIt() throws IOException {
    file("runs/one/evidence/2026-02-28/part-2f1c-0.ndjson", 0);
    file("runs/one/evidence/2026-02-28/part-2f1c-1.ndjson", 0);
    file("runs/one/evidence/2026-03-01/part-2f1c-2.ndjson", 100);
    file("runs/one/frames/2026-02-28/part-2f1c-0.ndjson", 100);
    file("runs/two/evidence/2025-12-31/part-77aa-0.ndjson", 0);
    file("runs/two/evidence/2025-12-31/.part-77aa-1.ndjson.inprogress.0b1c", 0);
    List<String> before = tree();
    CommandRun dry = prune();
    assertThat(dry.out().lines().map(String::stripTrailing))
        .contains(
            "evidence  30.5 d  20 B  yes     runs/one/evidence/2026-02-28",
            "evidence  29.5 d  10 B  no      runs/one/evidence/2026-03-01",
            "evidence  89.5 d  10 B  yes     runs/two/evidence/2025-12-31",
            "2 of 3 would be deleted, 30 B; --yes deletes");
    assertThat(tree()).isEqualTo(before);
    assertThat(prune("--yes").out()).contains("yes, others stay").contains("2 of 3 deleted, 30 B");
    assertThat(tree())
        .containsExactly(
            "prune-audit.ndjson",
            "runs/one/evidence/2026-03-01/part-2f1c-2.ndjson",
            "runs/one/frames/2026-02-28/part-2f1c-0.ndjson",
            "runs/two/evidence/2025-12-31/.part-77aa-1.ndjson.inprogress.0b1c");
    assertThat(kept.resolve("runs/one/evidence/2026-02-28")).doesNotExist();
    assertThat(audit()).hasSize(2);
    JsonNode line = audit().get(0);
    assertThat(line.get("kind").asText()).isEqualTo("evidence");
    assertThat(line.get("path").asText())
        .isEqualTo(kept.toRealPath().resolve("runs/one/evidence/2026-02-28").toString());
    assertThat(line.get("age_days").asDouble()).isEqualTo(30.5);
    assertThat(line.get("bytes").asLong()).isEqualTo(20);
    assertThat(line.get("rule").asText()).isEqualTo("evidence older than 30 days");
  }

  @Test
  void daysOfAConfigFolderHoldWhereNoOptionSays(@TempDir Path config) throws IOException {
    Files.writeString(
        config.resolve("fusion.yaml"), "retention: {evidence_days: 29, captures_days: 1}\n");
    file("evidence/2026-03-01/part-0-0", 0);
    capture("old", 2);
    assertThat(prune("--config", config.toString()).out()).contains("2 of 2 would be deleted");
    assertThat(prune("--config", config.toString(), "--evidence-days", "30").out())
        .contains("1 of 2 would be deleted");
    Files.writeString(config.resolve("fusion.yaml"), "retention: {evidence_days: 0}\n");
    CommandRun run = prune("--config", config.toString(), "--yes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("fusion.yaml:1:28 retention.evidence_days: must be a whole number from 1");
    assertThat(kept.resolve("evidence/2026-03-01/part-0-0")).exists();
  }

  @Test
  void rulesInTheConfigurationOfARecordingGoWithIt() throws IOException {
    capture("old", 20);
    file("old/config/evidence/risk_map.yaml", 0);
    assertThat(prune("--yes").out()).contains("1 of 1 deleted");
    assertThat(tree()).containsExactly("prune-audit.ndjson");
    assertThat(kept.resolve("old")).doesNotExist();
  }

  @Test
  void aRecordingThatIsWrittenLosesOlderPartsAndNeverTheNewest() throws IOException {
    manifest("log", "lumen-log-1", true, "");
    file("log/part-00000001.ndjson", 30);
    file("log/part-00000002.ndjson", 10);
    file("log/part-00000003.ndjson", 20);
    prune("--yes");
    assertThat(tree())
        .containsExactly(
            "log/manifest.json",
            "log/part-00000002.ndjson",
            "log/part-00000003.ndjson",
            "prune-audit.ndjson");
    assertThat(audit()).hasSize(1);
  }

  @Test
  void whatIsNotKnownStays() throws IOException {
    capture("runs/old", 20);
    file("runs/old/notes.txt", 100);
    file("runs/old/config/notes.txt", 100);
    file("other/manifest.json", 100, "{\"format\":\"else\"}");
    file("other/part-00000001.ndjson", 100);
    file("broken/manifest.json", 100, "{");
    file("chk-5/_metadata", 100);
    file("savepoint-without/state", 100);
    file("evidence/2020-02-30/part-0-0", 100);
    file("evidence/notes/part-0-0", 100);
    file("evidence/2020-02-03/.part-0-0.inprogress", 100);
    file("2020-02-03/part-0-0", 100);
    CommandRun run = prune("--yes");
    assertThat(run.out()).contains("yes, others stay").contains("1 of 1 deleted");
    assertThat(tree())
        .containsExactly(
            "2020-02-03/part-0-0",
            "broken/manifest.json",
            "chk-5/_metadata",
            "evidence/2020-02-03/.part-0-0.inprogress",
            "evidence/2020-02-30/part-0-0",
            "evidence/notes/part-0-0",
            "other/manifest.json",
            "other/part-00000001.ndjson",
            "prune-audit.ndjson",
            "runs/old/config/notes.txt",
            "runs/old/notes.txt",
            "savepoint-without/state");
  }

  @Test
  void noSymbolicLinkIsFollowed(@TempDir Path outside) throws IOException {
    Path precious = Files.createDirectories(outside.resolve("savepoint-far"));
    Files.writeString(precious.resolve("_metadata"), "x");
    Files.setLastModifiedTime(precious.resolve("_metadata"), FileTime.from(Instant.EPOCH));
    Files.createSymbolicLink(kept.resolve("savepoint-link"), precious);
    Files.createSymbolicLink(kept.resolve("evidence"), outside);
    file("savepoint-near/_metadata", 100);
    file("savepoint-newer/_metadata", 1);
    Files.createSymbolicLink(kept.resolve("savepoint-near/state"), precious.resolve("_metadata"));
    Files.createDirectories(kept.resolve("savepoint-false"));
    Files.createSymbolicLink(
        kept.resolve("savepoint-false/_metadata"), precious.resolve("_metadata"));
    assertThat(prune("--yes", NO_FLOOR[0], NO_FLOOR[1]).out()).contains("1 of 2 deleted");
    assertThat(tree())
        .containsExactly(
            "evidence",
            "prune-audit.ndjson",
            "savepoint-false/_metadata",
            "savepoint-link",
            "savepoint-near/state",
            "savepoint-newer/_metadata");
    assertThat(precious.resolve("_metadata")).exists();
  }

  @Test
  void withoutAnAuditNothingIsDeleted(@TempDir Path outside) throws IOException {
    file("savepoint-a/_metadata", 100);
    file("savepoint-b/_metadata", 1);
    Files.createSymbolicLink(kept.resolve("prune-audit.ndjson"), outside.resolve("elsewhere"));
    assertThat(prune("--yes", NO_FLOOR[0], NO_FLOOR[1]).exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(kept.resolve("savepoint-a/_metadata")).exists();
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aNamedFolderThatIsARecordingItselfStaysEmpty() throws IOException {
    capture("old", 20);
    CommandRun run = prune("--yes", kept.resolve("old").toString());
    assertThat(run.out()).contains("1 of 1 deleted");
    capture("again", 20);
    CommandRun itself = LumenctlRun.of("prune", "--yes", kept.resolve("again").toString());
    assertThat(itself.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(tree()).contains("again/prune-audit.ndjson").doesNotContain("again/manifest.json");
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    capture("old", 20);
    JsonNode said = Json.mapper().readTree(prune("--json").out());
    assertThat(said.get("dryRun").asBoolean()).isTrue();
    JsonNode item = said.get("items").get(0);
    assertThat(item.get("kind").asText()).isEqualTo("capture");
    assertThat(item.get("ageDays").asDouble()).isEqualTo(20);
    assertThat(item.get("fate").asText()).isEqualTo("would_be_deleted");
    JsonNode done = Json.mapper().readTree(prune("--json", "--yes").out());
    assertThat(done.get("items").get(0).get("fate").asText()).isEqualTo("deleted");
  }

  @Test
  void wrongUseIsOneLine() {
    assertThat(prune("--captures-days", "0").err().strip())
        .isEqualTo("must be in 1..36500: --captures-days 0");
    CommandRun run = LumenctlRun.of("prune", "no/such/folder");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().strip()).isEqualTo("lumenctl: must be a folder: no/such/folder");
    assertThat(LumenctlRun.of("prune").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
