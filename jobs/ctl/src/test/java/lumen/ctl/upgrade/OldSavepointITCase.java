package lumen.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.fixtures.CommandRun;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Way b: a version whose state the one before cannot read. That goes on from its own last
 * savepoint; what was told since comes again, and only that, within the void that is told.
 */
@Tag("drill")
final class OldSavepointITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path temp;

  private static JsonNode json(String... command) throws IOException {
    String[] all = Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new);
    CommandRun run = LumenctlRun.of(all);
    assertThat(run.exitCode()).as(String.join(" ", all) + "\n" + run.err()).isEqualTo(ExitCode.OK);
    return Json.mapper().readTree(run.out());
  }

  @Test
  void versionBeforeGoesOnFromItsOwnSavepoint() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      System.setProperty(FOLDER, temp.resolve("cluster").toString());
      test.cluster().start(new ClusterSettings(2, test.port(), false));
      goesBack();
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private void goesBack() throws Exception {
    Path recording = temp.resolve("rig.ndjson");
    Rig rig = new Rig(new RigSettings(11, 120, 4));
    try (OutputStream file = Files.newOutputStream(recording)) {
      rig.play(file);
    }
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());
    Path out = temp.resolve("out");
    List<String> words = new ArrayList<>(List.of(recording.toString()));
    words.addAll(List.of("--config", config.toString(), "--out", out.toString()));
    json(words(words, "submit", "--speed", "10", "--name", "live"));
    await().atMost(PATIENCE).until(() -> frames(out).size() > 100);

    String jar = VersionJars.NEXT_MAJOR.make(temp).toString();
    JsonNode upgrade = json("upgrade", "--jar", jar, "--observe", "10s");
    assertThat(upgrade.path("decision").asText()).isEqualTo("kept");
    JsonNode back = json("rollback");
    assertThat(back.path("way").asText()).isEqualTo("b");
    assertThat(back.path("way_a_failed").asText()).contains("a newer Lumen wrote it");
    assertThat(savepoint(back)).isEqualTo(savepoint(upgrade));
    assertThat(back.path("inputs_since").asText()).isEqualTo("read again");
    double from = back.path("void").path("from").asDouble();
    double to = back.path("void").path("to").asDouble();
    assertThat(from).isLessThan(to);
    System.out.printf(
        "way b: outage %.1f s, void %.1f s, %d lines%n",
        back.path("outage_s").asDouble(), to - from, back.path("void").path("lines").asInt());

    await().atMost(PATIENCE).until(() -> newest(out) > to + 60);
    json("stop");
    Path whole = temp.resolve("whole");
    String[] replay = {"replay", recording.toString(), "--local", "--config", config.toString()};
    CommandRun run =
        LumenctlRun.of(
            Stream.concat(Stream.of(replay), Stream.of("--out", whole.toString()))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    SortedMap<String, List<String>> found = frames(out);
    SortedMap<String, List<String>> right = frames(whole);
    double last = newest(out);
    right.values().removeIf(lines -> time(lines.get(0)) > last);
    assertThat(found.keySet()).isEqualTo(right.keySet());
    long twice = 0;
    for (var place : found.entrySet()) {
      List<String> lines = place.getValue();
      String expected = right.get(place.getKey()).get(0);
      assertThat(lines).as(place.getKey()).allMatch(expected::equals);
      boolean isVoid = time(expected) >= from && time(expected) <= to;
      assertThat(lines.size()).as(place.getKey()).isLessThanOrEqualTo(isVoid ? 2 : 1);
      twice += lines.size() - 1;
    }
    assertThat(twice).isEqualTo(back.path("void").path("lines").asLong());
  }

  /** Flink and lumenctl write the address of one folder in two ways. */
  private static Path savepoint(JsonNode told) {
    return Path.of(URI.create(told.path("savepoint").asText()));
  }

  private static String[] words(List<String> last, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(last);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** By place, tenant and step: as often as it was told. */
  private static SortedMap<String, List<String>> frames(Path out) throws IOException {
    SortedMap<String, List<String>> frames = new TreeMap<>();
    for (Path part : new OutputFolder(out).parts("frames")) {
      for (String line : Files.readAllLines(part)) {
        JsonNode frame = Json.mapper().readTree(line);
        String place =
            "%s %015d".formatted(frame.path("tenant").asText(), frame.path("grid").asLong());
        frames.computeIfAbsent(place, key -> new ArrayList<>()).add(line);
      }
    }
    return frames;
  }

  private static double newest(Path out) throws IOException {
    return frames(out).values().stream()
        .mapToDouble(lines -> time(lines.get(0)))
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static double time(String line) {
    try {
      return Json.mapper().readTree(line).path("ts").asDouble();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
