package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import lumen.fixtures.CommandRun;
import lumen.fusion.settings.SettingsLoader;
import lumen.signal.gain.GainSurface;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GainsFitCommandTest {
  private static final GainSurface TRUE = new GainSurface(0.36, -0.4, -1.5, 2.5);

  @TempDir private Path folder;

  private CommandRun fit(Path file, String... options) {
    String[] all = new String[options.length + 5];
    System.arraycopy(
        new String[] {"gains", "fit", file.toString(), "--out", surface().toString()},
        0,
        all,
        0,
        5);
    System.arraycopy(options, 0, all, 5, options.length);
    return TuneRun.of(all);
  }

  private Path surface() {
    return folder.resolve("configs/gain_surface.json");
  }

  private Path write(String name, StringBuilder lines) throws IOException {
    return Files.writeString(folder.resolve(name), lines);
  }

  /** Frames of which every third is bad, with gains that the bad ones would spoil. */
  private Path frames(int n) throws IOException {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < n; i++) {
      double e = 0.05 + 0.2 * random.nextDouble();
      double p = 0.005 + 0.05 * random.nextDouble();
      boolean good = i % 3 != 0;
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%d.2,\"tenant\":\"%s\",\"grid\":%d,\"mode\":\"fused\",\"phase_diff\":%s,"
                  + "\"coherence\":%s,\"entropy_ratio\":%s,\"sync_quality\":%s,\"kp\":%s}%n",
              1_767_225_600 + i,
              i % 2 == 0 ? "a" : "b",
              i,
              p,
              good ? 0.95 : 0.4,
              e,
              good ? 0.9 : 0.3,
              good ? TRUE.at(e, p) : 9));
    }
    return write("frames.ndjson", lines);
  }

  @Test
  void goodFramesGiveTheSurfaceThatSettingsRead() throws IOException {
    CommandRun run = fit(frames(300));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("surface    kp = 0.36 - 0.4 E - 1.5 P + 2.5 E P")
        .contains("rows       200 good")
        .contains("left out   sync quality below 0.85 100")
        .contains("R^2        1.0000, adjusted 1.0000;")
        .contains("of at most 30 (Belsley 1980)");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    GainSurface read = SettingsLoader.load(folder.resolve("configs")).gainSurface().orElseThrow();
    assertThat(read.at(0.2, 0.03)).isCloseTo(TRUE.at(0.2, 0.03), within(1e-12));
  }

  @Test
  void sameLogsGiveTheSameBytes() throws IOException {
    Path frames = frames(60);
    fit(frames);
    byte[] first = Files.readAllBytes(surface());
    fit(frames);
    assertThat(Files.readAllBytes(surface())).isEqualTo(first);
    JsonNode json = Json.mapper().readTree(first);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "b0", "bx", "by", "bxy", "r2", "condition", "n", "e_range", "p_range", "fitted_from");
    assertThat(json.at("/fitted_from/0/file").textValue()).isEqualTo(frames.toString());
    assertThat(json.at("/fitted_from/0/sha256").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.at("/fitted_from/0/rows").intValue()).isEqualTo(40);
    assertThat(new String(first, StandardCharsets.UTF_8))
        .startsWith("{\n  \"b0\" : ")
        .endsWith("}\n");
  }

  @Test
  void choiceOfRowsIsTheUsers() throws IOException {
    Path frames = frames(300);
    JsonNode any = json(fit(frames, "--json", "--min-sync-quality", "0"));
    assertThat(any.get("n").intValue()).isEqualTo(300);
    assertThat(any.get("r2").doubleValue()).isLessThan(0.5);
    assertThat(json(fit(frames, "--json", "--overwrite", "--tenant", "b")).get("n").intValue())
        .isEqualTo(100);
    JsonNode coherent =
        json(
            fit(
                frames,
                "--json",
                "--overwrite",
                "--min-sync-quality",
                "0",
                "--min-coherence",
                "0.9"));
    assertThat(coherent.at("/left_out/coherence below 0.9").intValue()).isEqualTo(100);
    JsonNode near = json(fit(frames, "--json", "--overwrite", "--max-phase-diff", "0.03"));
    assertThat(near.at("/p_range/1").doubleValue()).isLessThanOrEqualTo(0.03);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.err()).isEmpty();
    return Json.mapper().readTree(run.out());
  }

  /** The phase difference of a control frame is the mean |e| of the window that ends there. */
  @Test
  void controlFramesCountInE2() throws IOException {
    Random random = new Random(9);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      double e = 0.04 * random.nextGaussian() * (1 + i % 7);
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%d.%06d,\"tenant\":\"a\",\"state\":\"%s\",\"tick_ms\":200,\"hz\":5,"
                  + "\"e\":%s,\"kp\":%s,\"ki\":0.08,\"kd\":0.1,\"sync_quality\":0.9,"
                  + "\"entropy_ratio\":%s}%n",
              1_767_225_600 + i / 5,
              i % 5 * 200_000,
              i < 100 ? "E1" : i < 150 ? "E3" : "E2",
              Math.max(-0.5, Math.min(0.5, e)),
              0.3 + 0.01 * (i % 11),
              0.05 + 0.01 * (i % 13)));
    }
    JsonNode json = json(fit(write("control.ndjson", lines), "--json", "--window", "3"));
    assertThat(json.get("n").intValue()).isEqualTo(250);
    assertThat(json.at("/left_out/not in state E2").intValue()).isEqualTo(146);
  }

  @Test
  void rowsThatCannotTellTheSurfaceAreRefused() throws IOException {
    StringBuilder few = new StringBuilder();
    StringBuilder collinear = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      double e = random.nextDouble() / 2;
      String row = "{\"entropy_ratio\":%s,\"phase_diff\":%s,\"kp\":%s}%n";
      few.append(i < 11 ? String.format(Locale.ROOT, row, e, random.nextDouble() / 9, e) : "");
      collinear.append(String.format(Locale.ROOT, row, e, e / 10, 0.3 + e / 10));
    }
    CommandRun eleven = fit(write("few.ndjson", few));
    assertThat(eleven.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(eleven.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: rows must be at least 12, three for each coefficient: n=11");
    CommandRun line = fit(write("collinear.ndjson", collinear));
    assertThat(line.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(line.err()).contains("condition number must be at most 30").hasLineCount(1);
    assertThat(surface()).doesNotExist();
    CommandRun frames = fit(frames(30), "--min-sync-quality", "0.99");
    assertThat(frames.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: rows must be at least 12, three for each coefficient: n=0; left out: sync"
                + " quality below 0.99 30");
  }

  @Test
  void frameWithoutAGainIsNoRow() throws IOException {
    String lines =
        """
        {"grid":1,"phase_diff":0.1,"entropy_ratio":0.1,"kp":null}
        {"other":[1,{"a":2}]}
        """;
    CommandRun run = fit(write("none.ndjson", new StringBuilder(lines)));
    assertThat(run.err())
        .contains("left out: no entropy ratio or phase difference 1, no gain 1")
        .hasLineCount(1);
  }

  @Test
  void brokenLogIsOneLineWithItsPlace() throws IOException {
    assertThat(fit(write("x.ndjson", new StringBuilder("{\"kp\":1}\n{\"kp\":"))).err())
        .contains("must be one JSON object a line: file=")
        .contains("x.ndjson line=2")
        .hasLineCount(1);
    assertThat(fit(write("y.ndjson", new StringBuilder("[1]\n"))).err()).contains(" line=1");
    assertThat(fit(folder.resolve("no.ndjson")).err())
        .contains("must be a file, does not exist: ")
        .hasLineCount(1);
    assertThat(fit(folder).err()).contains("must be a file that can be read: ").hasLineCount(1);
  }

  @Test
  void thresholdOutOfRangeIsAUsageError() throws IOException {
    Path frames = frames(12);
    assertThat(fit(frames, "--min-sync-quality", "2").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(fit(frames, "--max-phase-diff", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(fit(frames, "--window", "-1").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
