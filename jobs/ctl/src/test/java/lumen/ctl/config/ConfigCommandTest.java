package lumen.ctl.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.ctl.Lumenctl;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line = Lumenctl.commandLine();

  @BeforeEach
  void listen() {
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
  }

  private int run(String... arguments) {
    return line.execute(arguments);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("fusion.yaml"), text);
  }

  @Test
  void lintOfTheShippedFolderFindsNothing() {
    Path shipped = LumenHome.locate().root().resolve("configs");
    assertThat(run("config", "lint", "--config", shipped.toString())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("0 errors, 0 warnings: ");
  }

  @Test
  void lintReportsAllErrorsAndExitsWithTwo() throws IOException {
    write("clip: {p_lwo: 1}\nband: {taps: 30}\n");
    assertThat(run("config", "lint", "--config", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString())
        .contains("fusion.yaml:1:8 clip.p_lwo: must be a known key, is \"p_lwo\"; did you mean")
        .contains("fusion.yaml:2:14 band.taps: must be an odd number from 3 to 1001, is 30")
        .contains("2 errors, 0 warnings: ");
  }

  @Test
  void lintOfAMissingFolderExitsWithTwo() {
    Path missing = folder.resolve("nowhere");
    assertThat(run("config", "lint", "--config", missing.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).contains("must be a folder, does not exist");
  }

  @Test
  void lintSpeaksJson() throws IOException {
    write("weights: {ure: 0.8}\n");
    assertThat(run("config", "lint", "--json", "--config", folder.toString()))
        .isEqualTo(ExitCode.OK);
    JsonNode report = json();
    assertThat(report.get("ok").booleanValue()).isTrue();
    assertThat(report.at("/findings/0/severity").textValue()).isEqualTo("warning");
    assertThat(report.at("/findings/0/line").intValue()).isEqualTo(1);
  }

  @Test
  void explainShowsOriginAndHorizon() throws IOException {
    write("clip:\n  p_low: 0.02\n");
    assertThat(run("config", "explain", "--config", folder.toString())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("clip.p_low +0.02 +fusion.yaml:2");
    assertThat(out.toString()).containsPattern("horizon_s +11.2 ");
  }

  @Test
  void explainSpeaksJson() throws IOException {
    write("clip: {}\n");
    assertThat(run("config", "explain", "--json", "--config", folder.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(json().at("/computed/0/name").textValue()).isEqualTo("horizon_s");
  }

  @Test
  void explainOfWrongSettingsTellsWhatIsWrong() throws IOException {
    write("clip: {p_low: 3}\n");
    assertThat(run("config", "explain", "--config", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("fusion.yaml:1:15 clip.p_low: must be a number >= 0");
    assertThat(out.toString()).isEmpty();
  }

  private JsonNode json() throws JsonProcessingException {
    return Json.mapper().readTree(out.toString());
  }
}
