package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesRecordingTruthAndConfiguration() throws Exception {
    Path recording = dir.resolve("sub/rig.ndjson.gz");
    Path config = dir.resolve("config");
    int code =
        run("--out", recording.toString(), "--minutes", "1", "--config-out", config.toString());
    assertThat(code).isZero();
    assertThat(out.toString()).contains("rig.truth.json", "rig.control.ndjson", "unreadable");
    assertThat(dir.resolve("sub/rig.control.ndjson")).isEmptyFile();
    Truth truth = Truth.read(dir.resolve("sub/rig.truth.json"));
    assertThat(truth.tenants())
        .extracting(Truth.Tenant::tenant)
        .containsExactly("stage_a", "stage_b");
    assertThat(config.resolve("sensors.yaml")).isRegularFile();
    assertThat(Files.size(recording)).isGreaterThan(100_000);
  }

  @Test
  void commandsLieBesideTheRecording() {
    assertThat(SimulateCommand.commandsBeside(Path.of("a/b.ndjson.gz")))
        .isEqualTo(Path.of("a/b.control.ndjson"));
    assertThat(SimulateCommand.truthBeside(Path.of("b"))).isEqualTo(Path.of("b.truth.json"));
  }

  @Test
  void tilesARecording() throws Exception {
    Path recording = Files.writeString(dir.resolve("a.ndjson"), "{\"ts\":1,\"value\":2}\n");
    Path tiled = dir.resolve("b.ndjson");
    assertThat(run("--tile", recording.toString(), "--events", "3", "--out", tiled.toString()))
        .isZero();
    assertThat(tiled)
        .hasContent("{\"ts\":1,\"value\":2}\n{\"ts\":2,\"value\":2}\n{\"ts\":3,\"value\":2}\n");
  }

  @Test
  void refusesToOverwriteTheRecordingItTiles() throws Exception {
    Path recording = Files.writeString(dir.resolve("a.ndjson"), "{\"ts\":1,\"value\":2}\n");
    String name = recording.toString();
    assertThat(run("--tile", name, "--events", "3", "--out", name)).isEqualTo(2);
    assertThat(err.toString()).contains("--out must not be the recording itself");
    assertThat(recording).hasContent("{\"ts\":1,\"value\":2}\n");
  }

  @Test
  void folderIsNoRecordingToTile() {
    Path out = dir.resolve("never.ndjson");
    assertThat(run("--tile", dir.toString(), "--events", "3", "--out", out.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--tile must be a recording, one file of lines: " + dir);
    assertThat(out).doesNotExist();
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThat(run("--out", dir.resolve("x").toString(), "--minutes", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("minutes must be in 1..1000000: 0.0");
    assertThat(run("--tile", "a", "--events", "3", "--seed", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("--tile repeats a recording");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
