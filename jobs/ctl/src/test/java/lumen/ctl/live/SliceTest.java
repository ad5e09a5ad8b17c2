package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last minutes of a log that may be written meanwhile. */
final class SliceTest {
  private static final long BEGIN_S = 1_767_225_600L;
  private static final String FUSION =
      "window: {rebalance_window_s: 10}\nlag: {method: none}\ncapture: {rotate_minutes: 1}\n";

  @TempDir private Path temp;
  private Path log;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    log = temp.resolve("log");
    out = temp.resolve("slice");
    Path config = Files.createDirectories(log.resolve("config"));
    Files.writeString(config.resolve("fusion.yaml"), FUSION);
  }

  private static String header(int micros) {
    return "{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":" + micros + "}";
  }

  private static String event(String key, double t) {
    double value = StrictMath.sin(2 * StrictMath.PI * 0.5 * t + key.length());
    return "{\"ts\":%.6f,\"source\":\"rig\",\"key\":\"%s\",\"value\":%.9f,\"meta\":{\"stream\":\"osc\",\"at\":%.6f}}"
        .formatted(BEGIN_S + t, key, value, BEGIN_S + t);
  }

  private static String beat(double t) {
    return "{\"lumen\":\"beat\",\"at\":%.6f}".formatted(BEGIN_S + t);
  }

  /** What an `ingest` writes: 10 Hz of two keys, silence from second 60 to 90, more until 150. */
  private List<String> ingest(boolean whole) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= 1500; i++) {
      double t = i / 10.0;
      if (t < 60 || t > 90) {
        lines.add(event("x", t));
        lines.add(event("yy", t));
      } else {
        lines.add(beat(t));
      }
    }
    LogFolder written =
        LogFolder.open(
            log,
            new LogRotation(1 << 20, 40_000_000),
            false,
            header(100_000).getBytes(StandardCharsets.UTF_8),
            Map.of());
    for (String line : lines) {
      written.line(line.getBytes(StandardCharsets.UTF_8));
    }
    if (whole) {
      written.close();
    } else {
      written.flush();
    }
    return lines;
  }

  private List<String> slice(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("capture", "--from-log", log.toString()));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--out", out.toString()));
    CommandRun run = LumenctlRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).endsWith("replay it: lumenctl replay " + out + " --out DIR\n");
    return lines(out);
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path part : files.filter(f -> f.toString().endsWith(".gz")).sorted().toList()) {
        try (var in = new GZIPInputStream(Files.newInputStream(part))) {
          lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
      }
    }
    return lines.stream().filter(line -> !line.startsWith("{\"lumen\":\"log\"")).toList();
  }

  @Test
  void lastSecondsOfALogThatIsBeingWrittenAreCutToTheLine() throws IOException {
    List<String> all = ingest(false);
    Path newest = newestPart();
    Files.writeString(newest, Files.readString(newest) + "{\"ts\":17672257");
    List<String> expected =
        all.stream().filter(line -> !line.isEmpty()).skip(all.size() - 2 * 300).toList();
    assertThat(slice("--last", "30s")).isEqualTo(expected);
    var manifest = Json.mapper().readTree(Files.readAllBytes(out.resolve("manifest.json")));
    assertThat(manifest.path("made_by").asText()).isEqualTo("capture --from-log");
    assertThat(manifest.path("slice").path("until").asDouble()).isEqualTo(BEGIN_S + 150.0);
    assertThat(manifest.path("open").asBoolean()).isFalse();
    assertThat(manifest.path("counts").path("event").asLong()).isEqualTo(600);
    assertThat(manifest.path("config").has("fusion.yaml")).isTrue();
    assertThat(out.resolve("config/fusion.yaml")).hasContent(FUSION.stripTrailing());
  }

  private Path newestPart() throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList().get(3);
    }
  }

  @Test
  void stretchBeforeTheEndIsCutWhereItIsTold() throws IOException {
    ingest(true);
    List<String> cut = slice("--last", "20s", "--until", "2026-01-01T00:01:35Z");
    assertThat(cut.get(0)).isEqualTo(beat(75.1));
    assertThat(cut.get(cut.size() - 1)).isEqualTo(event("yy", 95));
    assertThat(cut).hasSize(150 + 2 * 50);
  }

  @Test
  void allOfALogIsReplayedToTheSameBytes() throws IOException {
    ingest(true);
    slice("--last", "1h");
    assertThat(frames(out)).hasSizeGreaterThan(300).isEqualTo(frames(log));
  }

  /** What it cannot have is what windows had seen before; a pause clears them. */
  @Test
  void framesBehindAPauseAreThoseOfTheLog() throws IOException {
    ingest(true);
    slice("--last", "70s");
    List<String> all = frames(log).stream().map(SliceTest::withoutGains).toList();
    List<String> cut = frames(out).stream().map(SliceTest::withoutGains).toList();
    int behind = 240;
    assertThat(cut).hasSizeGreaterThan(behind);
    assertThat(cut.subList(cut.size() - behind, cut.size()))
        .isEqualTo(all.subList(all.size() - behind, all.size()));
  }

  /** Gains hold until there is an entropy ratio again. */
  private static String withoutGains(String frame) {
    return frame.replaceAll("\"k[pid]\":[^,]*,", "");
  }

  private List<String> frames(Path recording) throws IOException {
    Path results = temp.resolve("of-" + recording.getFileName());
    CommandRun run =
        LumenctlRun.of(
            "replay",
            recording.toString(),
            "--config",
            recording.resolve("config").toString(),
            "--out",
            results.toString(),
            "--local");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return Files.readAllLines(results.resolve("frames.ndjson"));
  }

  @Test
  void headerOfALaterWriterIsKept() throws IOException {
    ingest(true);
    try (LogFolder later =
        LogFolder.open(
            log,
            new LogRotation(1 << 20, 40_000_000),
            false,
            header(250_000).getBytes(StandardCharsets.UTF_8),
            Map.of())) {
      later.line(event("x", 151).getBytes(StandardCharsets.UTF_8));
    }
    slice("--last", "2s");
    List<String> headers = new ArrayList<>();
    try (var in =
        new GZIPInputStream(Files.newInputStream(out.resolve("part-00000001.ndjson.gz")))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{\"lumen\":\"log\""))
          .forEach(headers::add);
    }
    assertThat(headers).endsWith(header(100_000), header(250_000));
  }

  private void expectWrong(int code, String message, String... arguments) {
    CommandRun run = LumenctlRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.err().lines()).singleElement().asString().startsWith("lumenctl: " + message);
  }

  @Test
  void whatCannotBeCutIsOneLine() throws IOException {
    ingest(true);
    String from = log.toString();
    String to = out.toString();
    expectWrong(2, "RUN or --from-log must be given", "capture", "--out", to);
    expectWrong(2, "--last must be given beside", "capture", "--from-log", from, "--out", to);
    expectWrong(
        2,
        "RUN and --for must not",
        "capture",
        "run",
        "--from-log",
        from,
        "--last",
        "5m",
        "--out",
        to);
    expectWrong(2, "--last and --until must", "capture", "run", "--last", "5m", "--out", to);
    String within = log.resolve("within").toString();
    expectWrong(
        2,
        "--out must lie outside of the log: " + within,
        "capture",
        "--from-log",
        from,
        "--last",
        "5m",
        "--out",
        within);
    assertThat(log.resolve("within")).doesNotExist();
    expectWrong(
        2,
        "--from-log must be a folder that `lumenctl ingest` writes: ",
        "capture",
        "--from-log",
        temp.toString(),
        "--last",
        "5m",
        "--out",
        to);
    expectWrong(
        2,
        "--until must be epoch",
        "capture",
        "--from-log",
        from,
        "--last",
        "5m",
        "--until",
        "noon",
        "--out",
        to);
    expectWrong(
        2,
        "--out must be a folder without",
        "capture",
        "--from-log",
        from,
        "--last",
        "5m",
        "--out",
        from);
    expectWrong(
        1,
        "the log must hold lines after 1000.000000 until 1300.000000: its newest is of 1767225750.0",
        "capture",
        "--from-log",
        from,
        "--last",
        "5m",
        "--until",
        "1300",
        "--out",
        to);
    assertThat(out.resolve("manifest.json")).doesNotExist();
  }
}
