package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users hand in by mistake: the job outlives all data, a wrong command is one line. */
class BadInputTest {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final double START_S = 1_767_225_600;
  private static final int SECONDS = 60;
  private static final int RATE_HZ = 20;
  private static final int GOOD_LINES = 2 * SECONDS * RATE_HZ;

  /** A line that is no event, and why. {@code @} stands for a time in the recording. */
  private static final String[][] BAD_LINES = {
    {"not_json", "#### device rebooted ####"},
    {"non_finite", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":NaN}"},
    {"non_finite", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":1e400}"},
    {"bad_ts", "{\"ts\":1e400,\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"bad_ts", "{\"ts\":-12.5,\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"bad_ts", "{\"ts\":\"2026-01-01T00:00:07\",\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"bad_ts", "{\"ts\":\"now\",\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"ts_not_seconds", "{\"ts\":1767225600123,\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"duplicate_field", "{\"ts\":@,\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"missing_field", "{\"ts\":@,\"source\":\"a\",\"value\":1}"},
    {"not_an_object", "[1, 2, 3]"},
    {"bad_value", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":true}"},
    {"no_usable_value", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":[]}"},
    {"no_usable_value", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":[NaN,-Infinity]}"},
    {"bad_meta", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":1,\"meta\":7}"},
    {"bad_tenant", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":1,\"meta\":{\"tenant\":3}}"},
    {"too_deep", "{\"ts\":@,\"source\":\"a\",\"key\":\"x\",\"value\":" + "[".repeat(100_000)},
    {"ahead_of_stream", "{\"ts\":1999999999,\"source\":\"a\",\"key\":\"x\",\"value\":1}"},
    {"line_too_long", "{\"ts\":@,\"pad\":\"" + "x".repeat(2 << 20) + "\"}"},
  };

  @TempDir private Path temp;
  private Path out;

  @BeforeEach
  void chooseFolder() {
    out = temp.resolve("out");
  }

  @Test
  void everyBadLineIsCountedAndTheOthersAreFused() throws IOException {
    Path recording = temp.resolve("mixed.ndjson");
    Files.write(recording, mixed());

    CommandRun run = replay(recording);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    RunFolder results = RunFolder.read(out);
    results.accountsForAll(GOOD_LINES + BAD_LINES.length + 2);
    results.framesAreSane(5);
    assertThat(results.frames()).hasSizeGreaterThan(SECONDS * 4);
    assertThat(results.total("used")).isEqualTo(GOOD_LINES);
    TreeMap<String, Long> expected = new TreeMap<>(Map.of("not_utf8", 1L));
    for (String[] line : BAD_LINES) {
      expected.merge(line[0], 1L, Long::sum);
    }
    expected.merge("not_json", 1L, Long::sum);
    expected.forEach((reason, n) -> assertThat(results.rejects(reason)).as(reason).isEqualTo(n));
    assertThat(Files.readString(out.resolve("rejects.ndjson")))
        .contains("1767225600123 looks like milliseconds or finer; divide by 1000")
        .contains("ts must tell its offset from UTC: add Z if it is UTC, else such as +01:00")
        .hasLineCount(BAD_LINES.length + 2);
    assertThat(run.out()).contains("ts_not_seconds 1").contains("line_too_long 1");
  }

  /**
   * Two sensors with a byte order mark before them, carriage returns behind every line, the bad
   * lines and a blank one, which is none, in between, and a last line that was cut while it was
   * written.
   */
  private static byte[] mixed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(BYTE_ORDER_MARK);
    int bad = 0;
    for (int i = 0; i < SECONDS * RATE_HZ; i++) {
      double t = START_S + (double) i / RATE_HZ;
      line(bytes, event(t, "a", StrictMath.sin(2 * Math.PI * t)));
      line(bytes, event(t, "b", StrictMath.cos(2 * Math.PI * t)));
      if (i % 50 == 49 && bad < BAD_LINES.length) {
        line(bytes, BAD_LINES[bad++][1].replace("@", String.format(Locale.ROOT, "%.3f", t)));
      }
    }
    line(bytes, "");
    bytes.write(new byte[] {'{', '"', 't', (byte) 0xFF, (byte) 0xFE, '\r', '\n'});
    bytes.write("{\"ts\":1767225660.1,\"source\":\"a\",\"ke".getBytes(StandardCharsets.UTF_8));
    assertThat(bad).as("bad lines written").isEqualTo(BAD_LINES.length);
    return bytes.toByteArray();
  }

  private static String event(double t, String source, double value) {
    return String.format(
        Locale.ROOT,
        "{\"ts\":%.3f,\"source\":\"%s\",\"key\":\"x\",\"value\":%.6f}",
        t,
        source,
        value);
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void commandsThatAreNotAcceptedAreCountedApartFromTheEvents() throws IOException {
    Path recording = Files.writeString(temp.resolve("one.ndjson"), event(START_S, "a", 1) + "\n");
    String head = "{\"id\":\"a\",\"author\":\"b\",\"effective_ts\":1767225600,\"type\":";
    Path control =
        Files.write(
            temp.resolve("control.ndjson"),
            List.of(head + "\"release\"}", head + "\"weights\"}", "#"));

    CommandRun run = replay(recording, Path.of("--control"), control);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    RunFolder results = RunFolder.read(out);
    assertThat(results.total("received")).isEqualTo(1);
    assertThat(results.summary().path("commands").path("received").asInt()).isEqualTo(3);
    assertThat(results.summary().path("commands").path("rejected").asInt()).isEqualTo(2);
    assertThat(results.notes())
        .anyMatch(note -> note.startsWith("2 of 3 commands were not obeyed"));
    assertThat(Files.readString(out.resolve("rejects.ndjson")))
        .contains("\"reason\":\"bad_command\"", "\"line\":2", "\"line\":3")
        .hasLineCount(2);
  }

  @Test
  void emptyPartsGiveNoFramesAndAClearSummary() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("parts"));
    Files.createFile(folder.resolve("empty.ndjson"));

    CommandRun run = replay(folder);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).as("nothing was used").isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).startsWith("note: nothing was used: nothing came.");
    RunFolder results = RunFolder.read(out);
    results.accountsForAll(0);
    assertThat(results.frames()).isEmpty();
    assertThat(results.summary().path("event_time").path("from").isNull()).isTrue();
    assertThat(run.out()).contains("received 0   used 0   late 0   rejected 0");
  }

  @Test
  void filesThatAreNoRecordingsAreReadToTheirEnd() throws IOException {
    Random random = new Random(20260101);
    byte[] noise = new byte[1 << 20];
    random.nextBytes(noise);
    long lines = new String(noise, StandardCharsets.ISO_8859_1).split("\n").length;
    Path picture = Files.write(temp.resolve("picture.ndjson"), noise);
    Path text = Files.writeString(temp.resolve("plain.ndjson.gz"), event(START_S, "a", 1) + "\n");
    Path cut = Files.write(temp.resolve("cut.ndjson.gz"), cutGzip());

    CommandRun run = replay(picture, text, cut);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    RunFolder results = RunFolder.read(out);
    results.framesAreSane(5);
    assertThat(results.total("rejected")).isCloseTo(lines, withinPercentage(1));
    assertThat(results.rejects("damaged_gzip")).isEqualTo(1);
    assertThat(results.notes())
        .filteredOn(note -> note.contains("damaged"))
        .singleElement()
        .asString()
        .startsWith("1 compressed part breaks off or is damaged: what comes before that is used");
    assertThat(results.total("used")).isBetween(100L, (long) GOOD_LINES);
  }

  /** A compressed recording whose second half is lost. */
  private static byte[] cutGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(mixed(), BYTE_ORDER_MARK.length, GOOD_LINES * 30);
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
  }

  @Test
  void pathWithoutRecordingIsOneLine() throws IOException {
    Path missing = temp.resolve("nowhere.ndjson");
    Path folder = Files.createDirectory(temp.resolve("folder"));
    Files.createFile(folder.resolve("notes.txt"));

    refused("recording must exist: " + missing, replay(missing));
    Path table = Files.writeString(temp.resolve("table.ndjson"), "ts,x\n1,2\n2,3\n");
    refused(table + " is a CSV of 2 columns (ts,x); each row has to become", replay(table));
    refused("standard input is taken by `lumenctl replay -`", LumenctlRun.of("demo", "-"));
    refused(table + " is a CSV", LumenctlRun.of("demo", table.toString()));
    refused(table + " is a CSV", LumenctlRun.of("capacity", "--max", table.toString()));
    refused("--speed must be 0", replay(Path.of("-"), Path.of("--speed=-1")));
    Path recording = Files.writeString(temp.resolve("one.ndjson"), event(START_S, "a", 1) + "\n");
    refused(
        "control file must be a readable file: " + missing,
        replay(recording, Path.of("--control"), missing));
    refused("folder must hold *.ndjson, plain or as .gz, .zst or .xz: " + folder, replay(folder));
    assertThat(out).as("nothing is made before the command is right").doesNotExist();
  }

  @Test
  void wrongSettingIsOneLineWithASuggestion() throws IOException {
    Path recording = Files.writeString(temp.resolve("one.ndjson"), event(START_S, "a", 1) + "\n");
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), "clip:\n  p_lwo: 0.02\n");

    CommandRun run = replay(recording, Path.of("--config"), config);

    refused("fusion.yaml:2:3 clip.p_lwo: must be a known key, is \"p_lwo\"; did you mean", run);
    assertThat(run.err()).contains("p_low");
  }

  @Test
  void wrongOptionIsOneLine() throws IOException {
    Path recording = Files.writeString(temp.resolve("one.ndjson"), event(START_S, "a", 1) + "\n");
    Path file = Files.createFile(temp.resolve("file"));

    refused("--speed must be 0 or more, is -1.0", replay(recording, Path.of("--speed=-1")));
    refused("--speed must be 0 or more, is NaN", replay(recording, Path.of("--speed=NaN")));
    refused("minutes must be in 1..1000000: 0.5", LumenctlRun.of("demo", "--minutes", "0.5"));
    refused("--parallelism must be 1..", replay(recording, Path.of("--parallelism=0")));
    refused(
        "--out must be a folder that can be written: " + file,
        LumenctlRun.of("replay", recording.toString(), "--local", "--out", file.toString()));
  }

  private static void refused(String message, CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).startsWith("lumenctl: ").contains(message);
    assertThat(run.out()).isEmpty();
  }

  private CommandRun replay(Path... arguments) {
    List<String> command = new ArrayList<>(List.of("replay", "--local"));
    command.addAll(List.of("--out", out.toString()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    return LumenctlRun.of(command.toArray(new String[0]));
  }
}
