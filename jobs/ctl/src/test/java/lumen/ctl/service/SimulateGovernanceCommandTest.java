package lumen.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lumenctl simulate governance} as a user types it. */
class SimulateGovernanceCommandTest {
  @TempDir private Path temp;

  private CommandRun run(String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(
        new String[] {"simulate", "governance", "--out", temp.resolve("s.ndjson").toString()},
        0,
        all,
        0,
        4);
    System.arraycopy(more, 0, all, 4, more.length);
    return LumenctlRun.of(all);
  }

  @Test
  void logTruthAndSettingsAreWritten() throws IOException {
    CommandRun run = run("--days", "1", "--zone", "Europe/Berlin", "--config-out", temp.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    List<String> lines = Files.readAllLines(temp.resolve("s.ndjson"));
    assertThat(lines).hasSizeGreaterThan(1440);
    JsonNode truth = Json.read(temp.resolve("s.truth.json"), JsonNode.class);
    assertThat(truth.path("samples").longValue()).isEqualTo(1440);
    assertThat(truth.path("zone").textValue()).isEqualTo("Europe/Berlin");
    assertThat(Files.readString(temp.resolve("governance.yaml"))).contains("Europe/Berlin");
    assertThat(run("--days", "1").err()).contains("--overwrite");
    CommandRun other = run("--days", "1", "--seed", "2", "--overwrite");
    assertThat(other.exitCode()).as(other.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(temp.resolve("s.ndjson"))).isNotEqualTo(lines);
  }

  @Test
  void wrongOptionsAreTold() {
    CommandRun zone = run("--zone", "Atlantis");
    assertThat(zone.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(zone.err()).contains("--zone must be an IANA name", "Atlantis");
    CommandRun days = run("--days", "0");
    assertThat(days.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(days.err()).contains("days must be in 1..1000: days=0");
  }
}
