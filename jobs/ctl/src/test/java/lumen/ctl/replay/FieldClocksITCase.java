package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job makes of recordings whose clocks are off, and what it says about them. */
class FieldClocksITCase {
  @TempDir private Path temp;

  @Test
  void oneStampAheadChangesNoFrame() throws IOException {
    RunFolder run = replay("glitch", given("one_glitch"));
    Path without = temp.resolve("without.ndjson");
    Files.write(
        without,
        lines(given("one_glitch")).stream().filter(l -> !l.contains("1767229205.0")).toList());

    assertThat(run.total("late")).isZero();
    assertThat(run.total("used")).isEqualTo(5_401);
    assertThat(run.notes()).isEmpty();
    RunFolder clean = replay("clean", without);
    assertThat(clean.total("received")).isEqualTo(5_400);
    assertThat(run.frames()).isNotEmpty().isEqualTo(clean.frames());
  }

  @Test
  void strayStampAndDeviceAheadMakeNobodyLate() throws IOException {
    RunFolder stray = replay("stray", given("stray10h"));
    assertThat(stray.total("used")).isEqualTo(24_000);
    assertThat(coherence(stray)).isGreaterThan(0.9);

    RunFolder ahead = replay("ahead", given("ahead60"));
    assertThat(ahead.total("used")).isEqualTo(5_400);
    assertThat(ahead.notes()).isEmpty();
  }

  @Test
  void clockThatGoesBackIsToldAndContinuesWhereAsked() throws IOException {
    RunFolder late = replay("late", given("back1h"));
    assertThat(late.total("late")).isEqualTo(12_000);
    assertThat(late.notes())
        .hasSize(3)
        .anyMatch(note -> note.startsWith("stream back1h: 50.0 % came late (12000 of 24000"))
        .anyMatch(
            note ->
                note.contains("back1h.ndjson.gz line 12001, byte offset")
                    && note.contains("it was 3599.98")
                    && note.contains("`sources: {a: {clock: {on_reset: continue}}}`"));

    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(
        config.resolve("sensors.yaml"),
        "sources: {a: {clock: {on_reset: continue}}, b: {clock: {on_reset: continue}}}\n");
    RunFolder all = replay("all", given("back1h"), "--config", config.toString());
    assertThat(all.total("used")).isEqualTo(24_000);
    assertThat(all.notes())
        .hasSize(2)
        .allMatch(
            note -> note.contains("its clock was reset once, first at back1h.ndjson.gz line"));
    assertThat(coherence(all)).isCloseTo(coherence(late), within(0.02));
    long steps = all.frames().stream().filter(f -> f.path("streams_fresh").asInt() == 2).count();
    long half = late.frames().stream().filter(f -> f.path("streams_fresh").asInt() == 2).count();
    assertThat(steps)
        .as("two segments, one as long as the other")
        .isBetween(2 * half - 20, 2 * half);
  }

  /** Mean over the second half of the frames that have one. */
  private static double coherence(RunFolder run) {
    List<JsonNode> frames =
        run.frames().stream().filter(f -> f.path("coherence").isNumber()).toList();
    DoubleStream values =
        frames.subList(frames.size() / 2, frames.size()).stream()
            .mapToDouble(f -> f.path("coherence").doubleValue());
    return values.average().orElseThrow();
  }

  private RunFolder replay(String name, Path file, String... more) throws IOException {
    Path out = temp.resolve(name);
    List<String> arguments =
        new ArrayList<>(List.of("replay", file.toString(), "--out", out.toString(), "--local"));
    arguments.addAll(List.of(more));
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    RunFolder folder = RunFolder.read(out);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
    String told = run.out().replaceAll("\\s+", " ");
    folder.notes().forEach(note -> assertThat(told).contains("note: " + note));
    return folder;
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private static Path given(String name) {
    Path cases = LumenHome.locate().root().resolve("connectors/src/test/resources/cases");
    return cases.resolve(name + ".ndjson.gz");
  }
}
