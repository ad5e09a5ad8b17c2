package lumen.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.cluster.ClusterDirectory;
import lumen.cluster.SavepointArgument;
import lumen.cluster.backup.SavepointSums;
import lumen.ctl.LumenctlRun;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.ctl.state.UnfinishedReplay;
import lumen.fixtures.CommandRun;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code savepoints verify} says of a savepoint of the fusion job, whole and damaged. */
class SavepointsVerifyTest {
  @TempDir static Path work;

  private static UnfinishedReplay replay;
  private static Path savepoint;

  @BeforeAll
  static void leaveAReplayInTheMiddle() throws Exception {
    replay = UnfinishedReplay.run(work);
    savepoint = Path.of(URI.create(replay.savepoint()));
  }

  private static CommandRun verify(String... more) {
    return LumenctlRun.of(
        Stream.concat(Stream.of("savepoints", "verify"), Stream.of(more)).toArray(String[]::new));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyOperatorIsReadAndItsKeysAreCounted() throws IOException {
    CommandRun run = verify(savepoint.toString(), "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode root = Json.mapper().readTree(run.out());
    Map<String, JsonNode> operators = new TreeMap<>();
    root.path("operators").forEach(one -> operators.put(one.path("operator").asText(), one));
    JsonNode shown = shown();
    int channels = 0;
    for (JsonNode tenant : shown.path("tenants")) {
      channels += tenant.path("samples").size();
    }
    assertThat(operators).containsKeys("replay-source", "channel-aligner", "tenant");
    assertThat(operators.get("channel-aligner").path("keys").asInt()).isEqualTo(channels);
    assertThat(operators.get("tenant").path("keys").asInt())
        .isEqualTo(shown.path("tenants").size());
    assertThat(operators.get("tenant").path("timers").asInt()).isPositive();
    assertThat(operators.get("replay-source").path("elements").asInt()).isEqualTo(1);
    assertThat(operators.get("channel-aligner").path("entries").asInt()).isGreaterThan(channels);
  }

  private static JsonNode shown() throws IOException {
    CommandRun run =
        LumenctlRun.of(
            "state", "show", replay.savepoint(), "--json", "--config", replay.config().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.mapper().readTree(run.out());
  }

  @Test
  void fileThatIsCutOrFlippedIsNamedByVerifyAndByARestoreInTheSameWords() throws IOException {
    SavepointSums.write(savepoint);
    assertThat(verify(savepoint.toString()).out()).endsWith("and as they were written\n");
    try {
      for (Path file : files()) {
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        for (int at = 0; at < 8; at++) {
          flipped[(int) ((long) whole.length * (2 * at + 1) / 16)] ^= 0x5a;
        }
        for (byte[] damaged :
            List.of(flipped, Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
          Files.write(file, damaged);
          refused(file.getFileName().toString());
        }
        Files.write(file, whole);
      }
    } finally {
      Files.deleteIfExists(savepoint.resolve(SavepointSums.FILE));
    }
  }

  private static void refused(String name) {
    CommandRun run = verify(savepoint.toString());
    assertThat(run.exitCode()).as(name).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("lumenctl: a savepoint must be as it was written: " + savepoint + ": ");
    if (!name.equals("_metadata")) {
      assertThat(run.err()).contains(name);
    }
    assertThatThrownBy(
            () -> SavepointArgument.resolve(savepoint.toString(), new ClusterDirectory(work)))
        .as(name)
        .hasMessage(run.err().strip().substring("lumenctl: ".length()));
  }

  @Test
  void withoutSumsAFileThatIsCutOrGoneIsNamedAllTheSame() throws IOException {
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));
      CommandRun run = verify(savepoint.toString());
      assertThat(run.exitCode()).as(name).isEqualTo(1);
      assertThat(run.err()).hasLineCount(1).contains(name);
      if (!name.equals("_metadata")) {
        assertThat(run.err())
            .contains("must have %d bytes, has %d".formatted(whole.length, whole.length - 1));
        Files.delete(file);
        assertThatThrownBy(() -> SavepointFiles.require(replay.savepoint()))
            .hasMessageContaining(name + ": is missing");
      }
      Files.write(file, whole);
    }
    assertThat(verify(savepoint.toString()).out()).endsWith("it has no SHA256SUMS\n");
  }

  @Test
  void retainedCheckpointIsLookedAtByItsFiles() throws IOException {
    CommandRun run = verify(replay.checkpoint());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("not read").contains("channel-aligner");
  }
}
