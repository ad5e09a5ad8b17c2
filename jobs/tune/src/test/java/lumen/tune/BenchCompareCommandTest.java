package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCompareCommandTest {
  @TempDir private Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void name() {
    before = folder.resolve("before.ndjson");
    after = folder.resolve("after.ndjson");
  }

  /** Values around a mean, spread evenly by so much either way. */
  private static void write(Path bench, String metric, double mean, double by, int n)
      throws IOException {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder(Files.exists(bench) ? Files.readString(bench) : "");
    for (int i = 0; i < n; i++) {
      double value = mean + by * (2 * random.nextDouble() - 1);
      lines.append("{\"ts\":%d.0,\"tenant\":\"a\",\"%s\":%s}%n".formatted(i, metric, value));
    }
    Files.writeString(bench, lines);
  }

  private CommandRun compare(String... options) {
    List<String> all =
        new ArrayList<>(List.of("bench", "compare", before.toString(), after.toString()));
    all.addAll(List.of("--config", folder.toString()));
    all.addAll(List.of(options));
    return TuneRun.of(all.toArray(String[]::new));
  }

  /** The standard deviation of a value that is off by up to 0.1 is 0.058: the slack is 0.029. */
  @ParameterizedTest
  @CsvSource({
    "fusion_coherence_level, 0.8, 0.84, better",
    "fusion_coherence_level, 0.8, 0.82, same",
    "fusion_coherence_level, 0.8, 0.78, same",
    "fusion_coherence_level, 0.8, 0.76, worse",
    "bridge_entropy_ratio, 0.3, 0.34, worse",
    "bridge_entropy_ratio, 0.3, 0.28, same",
    "bridge_entropy_ratio, 0.3, 0.26, better",
  })
  void moveOfTheMeanCountsBeyondHalfOfTheDeviation(
      String metric, double one, double other, String verdict) throws IOException {
    write(before, metric, one, 0.1, 400);
    write(after, metric, other, 0.1, 400);
    CommandRun run = compare("--json");
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.at("/changes/0/verdict").textValue()).isEqualTo(verdict);
    assertThat(json.get(verdict).intValue()).isEqualTo(1);
    boolean worse = verdict.equals("worse");
    assertThat(run.exitCode()).isEqualTo(worse ? ExitCode.FAILED : ExitCode.OK);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            worse ? "lumenctl: nothing must be worse than before: " + metric + " of a worse" : "");
  }

  /** One value in ten far off moves the mean by less than it varies, and the tail by more. */
  @Test
  void tailAloneCanBeWorse() throws IOException {
    write(before, "bridge_phase_diff_mean", 0.02, 0.019, 400);
    write(after, "bridge_phase_diff_mean", 0.015, 0.0001, 360);
    write(after, "bridge_phase_diff_mean", 0.07, 0.001, 40);
    CommandRun run = compare();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("0 better, 0 same, 1 worse, 0 gone");
  }

  @Test
  void constantsDifferByAThousandth() throws IOException {
    write(before, "fusion_streams_fresh", 4, 0, 40);
    write(after, "fusion_streams_fresh", 4 - 1e-6, 0, 40);
    assertThat(compare().out()).contains("0 better, 1 same, 0 worse");
    write(before, "bridge_sync_quality", 0.9, 0, 40);
    write(after, "bridge_sync_quality", 0.89, 0, 40);
    assertThat(compare().out()).contains("0 better, 1 same, 1 worse");
  }

  @Test
  void metricThatIsGoneFails() throws IOException {
    write(before, "fusion_coherence_level", 0.8, 0.1, 40);
    write(before, "bridge_sync_quality", 0.9, 0.01, 40);
    write(before, "bridge_tick_ms", 200, 1, 40);
    write(after, "fusion_coherence_level", 0.8, 0.1, 40);
    write(after, "fusion_harmony_index", 0.8, 0.1, 40);
    write(after, "ure_up", 1, 0, 19);
    CommandRun run = compare();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("bridge_sync_quality of a gone");
    assertThat(run.out())
        .contains("0 better, 1 same, 0 worse, 1 gone")
        .containsPattern("fusion_harmony_index +- .* new")
        .contains("note: no better side: bridge_tick_ms");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void fewValuesAreNotJudged() throws IOException {
    write(before, "fusion_coherence_level", 0.8, 0.1, 19);
    write(after, "fusion_coherence_level", 0.2, 0.1, 40);
    CommandRun run = compare();
    assertThat(run.exitCode()).as("1 says worse, and nothing else").isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: must have a metric with a better side and 20 values in both: "
                + before
                + " "
                + after);
  }

  @Test
  void foldersOfRunsAreComparedByTheirLogs() throws IOException {
    before = Files.createDirectory(folder.resolve("one"));
    after = Files.createDirectory(folder.resolve("other"));
    for (Path run : List.of(before, after)) {
      StringBuilder frames = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        frames.append(
            "{\"ts\":%d.0,\"tenant\":\"a\",\"grid\":%d,\"mode\":\"fused\",\"coherence\":0.9}%n"
                .formatted(i, i));
      }
      Files.writeString(run.resolve("frames.ndjson"), frames);
    }
    assertThat(compare().out()).contains("fusion_coherence_level").contains("1 same");
    Files.delete(after.resolve("frames.ndjson"));
    assertThat(compare().err())
        .contains("must hold frames.ndjson or control.ndjson of a finished run: " + after);
  }
}
