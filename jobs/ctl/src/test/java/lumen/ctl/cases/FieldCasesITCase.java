package lumen.ctl.cases;

import static lumen.ctl.cases.CaseFigures.coherence;
import static lumen.ctl.cases.CaseFigures.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the cases of the field through the whole job and holds docs/field-cases.md to what comes
 * out; run with -Dlumen.regenerate=true to make the page anew.
 */
class FieldCasesITCase {
  private static final boolean REGENERATE = Boolean.getBoolean("lumen.regenerate");
  private static final Path HOME = LumenHome.locate().root();
  private static final String TABLE = "<!-- table -->\n";

  @TempDir private Path temp;

  private static List<FieldCase> cases() {
    return List.of(
        FieldCase.given(
            "burst",
            "packets of 10 samples 1 us apart at 10 Hz, 60 s",
            "F = 1 MHz: not done after 60 s",
            "F = 107, coherence 1.0, a few seconds",
            CaseFigures::figures,
            run -> assertThat(coherence(run)).isCloseTo(1, within(1e-6))),
        FieldCase.made(
            "packets of 25",
            "packets of 25 samples 2 us apart, four a second, 60 s",
            "coherence 1.0",
            new MadeSignals()
                .packets("a", 60, 100, 25, 2e-6)
                .packets("b", 60, 100, 25, 2e-6)
                .lines(),
            CaseFigures::figures,
            run -> assertThat(coherence(run)).isCloseTo(1, within(1e-6))),
        FieldCase.made(
            "one bundle",
            "two packets of 100 samples 1 us apart, a second between them",
            "F at its cap, told",
            new MadeSignals().packets("pad", 2, 100, 100, 1e-6).lines(),
            CaseFigures::figures,
            run ->
                assertThat(run.notes())
                    .anyMatch(note -> note.contains("used at 20480") && note.contains("rate_hz"))),
        FieldCase.given(
            "drift",
            "the same 0.3 Hz breath twice, one on 20000 + 3.3/s",
            "coherence 0.697",
            "0.9999, phase_diff 0.005",
            CaseFigures::figures,
            run -> {
              assertThat(coherence(run)).isGreaterThan(0.9999);
              assertThat(mean(run, "phase_diff")).isLessThan(0.005);
            }),
        FieldCase.made(
            "ramp",
            "three noisy breaths, one on 500 + 7.5/s",
            "as without the ramp, above 0.999",
            breaths(t -> 500 + 7.5 * t),
            CaseFigures::figures,
            run -> assertThat(coherence(run)).isGreaterThan(0.999)),
        FieldCase.made(
            "step",
            "three noisy breaths, one jumps by 40 at half time",
            "the jump rings for the 10 s of the taps, no longer; above 0.98",
            breaths(t -> t < 120 ? 0 : 40),
            CaseFigures::figures,
            run -> assertThat(coherence(run)).isGreaterThan(0.98)),
        FieldCase.given(
            "nan_aux",
            "fifth element of each array is NaN, as Python writes it",
            "every line rejected, no note",
            "the other four used",
            CaseFigures::figures,
            run -> {
              allUsed(run, 200);
              assertThat(run.summary().path("ignored_elements").asLong()).isEqualTo(200);
            }),
        FieldCase.given(
            "iso",
            "ts as ISO-8601 with zone",
            "every line rejected, no note, exit 0",
            "read",
            CaseFigures::figures,
            run -> allUsed(run, 200)));
  }

  private static List<FieldCase> all() {
    List<FieldCase> all = new ArrayList<>(ClockCases.all());
    all.addAll(cases());
    all.addAll(SignalCases.told());
    all.addAll(SignalCases.all());
    all.addAll(ReadingCases.all());
    return all;
  }

  private static List<String> breaths(DoubleUnaryOperator third) {
    return new MadeSignals()
        .breathing("a", 240, 25, t -> 0)
        .breathing("b", 240, 25, t -> 0)
        .breathing("c", 240, 25, third)
        .lines();
  }

  static void allUsed(RunFolder run, long events) {
    assertThat(run.total("used")).isEqualTo(events);
    assertThat(run.total("late")).isZero();
    assertThat(run.total("rejected")).isZero();
  }

  @Test
  void everyCaseGivesItsRightValueAndThePageSaysSo() throws IOException {
    List<String> rows = new ArrayList<>();
    Map<String, RunFolder> runs = new HashMap<>();
    for (FieldCase one : all()) {
      RunFolder run = replay(one);
      one.check().accept(run);
      rows.add(one.row(run));
      runs.put(one.name(), run);
    }
    RunFolder clean = replay(ClockCases.withoutGlitch());
    assertThat(runs.get("one_glitch").frames()).isNotEmpty().isEqualTo(clean.frames());
    ClockCases.twoSegments(runs.get("back1h"), runs.get("back1h, `on_reset: continue`"));
    compare(String.join("\n", rows) + "\n");
  }

  private static void compare(String rows) throws IOException {
    Path page = HOME.resolve("docs/field-cases.md");
    String text = Files.readString(page);
    int from = text.indexOf(TABLE) + TABLE.length();
    int to = text.indexOf(TABLE, from);
    String header = "| case | situation | as reported | right | now |\n|---|---|---|---|---|\n";
    String made = text.substring(0, from) + header + rows + text.substring(to);
    if (REGENERATE) {
      Files.writeString(page, made);
    }
    assertThat(Files.readString(page))
        .as("made anew by: mvn verify -pl jobs/ctl -am -Dlumen.regenerate=true")
        .isEqualTo(made);
  }

  private RunFolder replay(FieldCase one) throws IOException {
    String name = one.name().replaceAll("[^a-z0-9]+", "-");
    Path out = temp.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("replay", recording(one).toString(), "--out", out.toString(), "--local"));
    if (!one.sensors().isEmpty() || !one.fusion().isEmpty()) {
      Path config = Files.createDirectories(temp.resolve(name + "-config"));
      Files.writeString(config.resolve("sensors.yaml"), one.sensors());
      Files.writeString(config.resolve("fusion.yaml"), one.fusion());
      arguments.addAll(List.of("--config", config.toString()));
    }
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s", one.name(), run.err()).isEqualTo(ExitCode.OK);
    RunFolder folder = RunFolder.read(out);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
    String told = run.out().replaceAll("\\s+", " ");
    folder.notes().forEach(note -> assertThat(told).contains("note: " + note));
    return folder;
  }

  private Path recording(FieldCase one) throws IOException {
    if (one.lines().isEmpty()) {
      Path given = HOME.resolve("connectors/src/test/resources/cases");
      Path folder = given.resolve(one.name().replaceAll(",.*", ""));
      return Files.isDirectory(folder)
          ? folder
          : folder.resolveSibling(folder.getFileName() + ".ndjson.gz");
    }
    if (one.lines().get(0).startsWith(ReadingCases.FILE)) {
      Path folder = temp.resolve(one.name().replace(' ', '-') + "-given");
      return ReadingCases.folder(Files.createDirectories(folder), one.lines());
    }
    String name = one.name().replaceAll("[^a-z0-9]+", "-");
    return Files.write(temp.resolve(name + ".ndjson"), one.lines());
  }
}
