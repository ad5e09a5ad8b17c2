package lumen.ctl.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.runtime.command.CommandReader;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types for an overlay job, and what its control file then says. */
class OverlayOrdersTest {
  private final CommandReader<OverlayCommand> reader =
      OverlayCommands.reader(OverlayCatalogue.defaults().file().gates());

  @TempDir private Path temp;

  private CommandRun write(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("control", "write", temp.resolve("night.ndjson").toString()));
    all.addAll(List.of(arguments));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  private OverlayCommand written(String... arguments) throws IOException {
    CommandRun run = write(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    List<String> lines = Files.readAllLines(temp.resolve("night.ndjson"));
    return reader.read(lines.get(lines.size() - 1)).command().orElseThrow();
  }

  @Test
  void everyTypeIsWrittenAsTheJobReadsIt() throws IOException {
    assertThat(written("features", "--baseline-only", "--at", "9"))
        .asString()
        .contains("NewFeatures", "baselineOnly=true");
    assertThat(written("features", "--only", "a,b", "--at", "9")).asString().contains("[a, b]");
    assertThat(written("trip", "a", "--at", "9")).isInstanceOf(OverlayCommand.Trip.class);
    assertThat(written("release", "a", "--scenario", "s", "--at", "9"))
        .asString()
        .contains("Release", "overlay=a", "Optional[s]");
    Path flags = temp.resolve("flags.yaml");
    Files.writeString(flags, "overlays: {a: {scenarios: [s], rollout_percent: 12.5}}\n");
    assertThat(written("flags", flags.toString(), "--at", "9")).asString().contains("12.5");
    Path gates = temp.resolve("gates.yaml");
    Files.writeString(gates, "gates: {min_n: 77}\njoin: {outcome_ttl_s: 90}\n");
    assertThat(written("gates", gates.toString(), "--at", "9")).asString().contains("minN=77");
  }

  @Test
  void allTenantsAreThoseThatHaveADecision() throws IOException {
    Path parts = Files.createDirectories(temp.resolve("out/decisions/2026-01-01"));
    Files.writeString(
        parts.resolve("part-0-0.ndjson"),
        "{\"ts\":1.0,\"tenant\":\"b\"}\n{\"ts\":2.0,\"tenant\":\"a\"}\n{\"ts\":3.0,\"tenant\":\"b\"}\n");
    CommandRun run =
        write("trip", "x", "--at", "9", "--all-tenants", temp.resolve("out").toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("2 tenants are known");
    assertThat(Files.readAllLines(temp.resolve("night.ndjson")))
        .hasSize(2)
        .anyMatch(line -> line.contains("\"tenant\":\"a\""))
        .anyMatch(line -> line.contains("\"tenant\":\"b\""));
    assertThat(write("trip", "x", "--at", "9", "--all-tenants", temp.toString()).err())
        .contains("no decision is in");
    assertThat(write("release", "--at", "9", "--all-tenants", temp.toString()).err())
        .contains("--all-tenants must be of an overlay job");
  }

  private void refused(String why, String... arguments) {
    CommandRun run = write(arguments);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(why);
  }

  @Test
  void mistakeIsSaidBeforeAnythingIsWritten() throws IOException {
    refused(
        "either --baseline-only or --only",
        "features",
        "--baseline-only",
        "--only",
        "a",
        "--at",
        "9");
    refused("--scenario must be of an overlay", "release", "--scenario", "s", "--at", "9");
    refused("--force must be of a bridge", "release", "a", "--force", "--at", "9");
    Path wrong = Files.writeString(temp.resolve("wrong.yaml"), "overlays: {a: {enabled: 3}}\n");
    refused("overlay_flags.yaml:1:", "flags", wrong.toString(), "--at", "9");
    refused("YAML must have a section gates", "gates", wrong.toString(), "--at", "9");
    refused("YAML must be readable", "flags", temp.resolve("none.yaml").toString(), "--at", "9");
    CommandRun job = LumenctlRun.of("control", "trip", "a", "--job", "127.0.0.1:1");
    assertThat(job.err()).contains("an overlay job is told by its log");
    assertThat(temp.resolve("night.ndjson")).doesNotExist();
  }
}
