package lumen.ctl.cases;

import static lumen.ctl.cases.CaseFigures.coherence;
import static lumen.ctl.cases.FieldCasesITCase.allUsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lumen.ctl.session.RunFolder;
import lumen.terminal.LumenHome;

/** Cases of recordings whose clocks are off. */
final class ClockCases {
  private static final String CONTINUE =
      "sources: {a: {clock: {on_reset: continue}}, b: {clock: {on_reset: continue}}}\n";

  private ClockCases() {}

  static List<FieldCase> all() {
    FieldCase back =
        FieldCase.given(
            "back1h",
            "the clock goes back 1 h at half time",
            "second half late",
            "the same by default, told with the remedy",
            CaseFigures::figures,
            ClockCases::halfLate);
    return List.of(
        FieldCase.given(
            "stray10h",
            "one of 24,000 events lies 10 h ahead",
            "91.7 % late, no coherence",
            "at most that event lost, 0 late",
            CaseFigures::figures,
            run -> {
              allUsed(run, 24_000);
              assertThat(coherence(run)).isGreaterThan(0.9);
            }),
        FieldCase.given(
            "one_glitch",
            "one stamp 1 h ahead, three devices",
            "94.4 % late, 0 frames, exit 0",
            "0 late, coherence as without it",
            CaseFigures::figures,
            run -> {
              allUsed(run, 5_401);
              assertThat(run.notes()).isEmpty();
            }),
        FieldCase.given(
            "ahead60",
            "one of three devices is 60 s ahead all the time",
            "the other two lose 99.9 %",
            "0 late",
            CaseFigures::figures,
            run -> {
              allUsed(run, 5_400);
              assertThat(run.notes()).isEmpty();
            }),
        back,
        back.with(
            "back1h, `on_reset: continue`",
            CONTINUE,
            "all used, two segments",
            run -> {
              assertThat(run.total("used")).isEqualTo(24_000);
              assertThat(run.notes())
                  .hasSize(2)
                  .allMatch(
                      note ->
                          note.contains(
                              "its clock was reset once, first at back1h.ndjson.gz line"));
            }));
  }

  private static void halfLate(RunFolder run) {
    assertThat(run.total("late")).isEqualTo(12_000);
    assertThat(run.notes())
        .hasSize(3)
        .anyMatch(note -> note.startsWith("stream back1h: 50.0 % came late (12000 of 24000"))
        .anyMatch(
            note ->
                note.contains("back1h.ndjson.gz line 12001, byte offset")
                    && note.contains("it was 3599.98")
                    && note.contains("`sources: {a: {clock: {on_reset: continue}}}`"));
  }

  /** What one_glitch gives must be what it gives without its stray line, which is no row. */
  static FieldCase withoutGlitch() throws IOException {
    Path given = LumenHome.locate().root().resolve("connectors/src/test/resources/cases");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(given.resolve("one_glitch.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().filter(line -> !line.contains("1767229205.0")).toList();
      assertThat(lines).hasSize(5_400);
      return FieldCase.made(
          "without glitch", "", "", lines, CaseFigures::figures, run -> allUsed(run, 5_400));
    }
  }

  /** Where a clock that was reset goes on, there are two segments, one as long as the other. */
  static void twoSegments(RunFolder late, RunFolder all) {
    assertThat(coherence(all)).isCloseTo(coherence(late), within(0.02));
    long half = framesOfBoth(late);
    assertThat(framesOfBoth(all)).isBetween(2 * half - 20, 2 * half);
  }

  private static long framesOfBoth(RunFolder run) {
    return run.frames().stream().filter(f -> f.path("streams_fresh").asInt() == 2).count();
  }
}
