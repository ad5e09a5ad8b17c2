package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.intake.ReplayOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that follows a log while it is written. */
class GrowingLogTest {
  private static final long SEED = 77;
  private static final ReplayOptions FOLLOWING = Playback.options(2_000, 0, true);
  private static final byte[] HEADER = LogText.HEADER.getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private final List<Envelope> out = new ArrayList<>();
  private RecordedStream stream;

  @AfterEach
  void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  @Test
  void everyLineIsReadOnceOverPartsAndRestores() throws Exception {
    for (boolean restoring : new boolean[] {false, true}) {
      Path log = folder.resolve("log-" + restoring);
      List<String> lines = LogText.random(SEED, 3_000);
      Random random = new Random(SEED);
      out.clear();
      try (LogFolder writer = open(log, 20_000)) {
        writer.line(bytes(LogText.beat(LogText.START)));
        writer.flush();
        follow(log);
        for (String line : lines.subList(1, lines.size())) {
          writer.line(bytes(line));
          if (random.nextInt(20) == 0) {
            writer.flush();
            read();
          }
          if (restoring && random.nextInt(100) == 0) {
            restore();
          }
        }
      }
      readToTheEnd();

      RecordedParts whole = RecordingFiles.find(List.of(log)).get(0);
      assertThat(whole.files()).as("parts").hasSizeGreaterThan(5);
      ReplaySplit split = new ReplaySplit(whole.stream(), whole.files(), new byte[0]);
      assertThat(LogText.played(out)).isEqualTo(LogText.play(split, 1 << 20, false));
      assertThat(LogText.played(out).sampleCount()).isGreaterThan(1_000);
    }
  }

  @Test
  void logEndsWhenItsManifestSaysSoAndAllIsRead() throws Exception {
    Path log = folder.resolve("log");
    try (LogFolder writer = open(log, 1 << 20)) {
      writer.line(bytes(LogText.event("a", 1, LogText.START)));
      writer.flush();
      follow(log);
      read();
      assertThat(stream.isFinished()).isFalse();
      writer.line(bytes(LogText.event("a", 2, LogText.START + 1)));
    }
    read();
    assertThat(stream.isFinished()).isTrue();
    assertThat(LogText.played(out).sampleCount()).isEqualTo(2);
  }

  @Test
  void logThatAnotherWriterGoesOnWithDoesNotEnd() throws Exception {
    Path log = folder.resolve("log");
    try (LogFolder writer = open(log, 1 << 20)) {
      writer.line(bytes(LogText.event("a", 1, LogText.START)));
      writer.flush();
      follow(log);
      read();
    }
    try (LogFolder next = open(log, 1 << 20)) {
      read();
      assertThat(stream.isFinished()).isFalse();
      next.line(bytes(LogText.event("a", 2, LogText.START + 1)));
      next.flush();
      read();
    }
    readToTheEnd();
    assertThat(LogText.played(out).sampleCount()).isEqualTo(2);
  }

  @Test
  void tornLineOfAKilledWriterIsCountedAndTheNextPartRead() throws Exception {
    Path log = folder.resolve("log");
    Files.createDirectories(log);
    String torn = LogText.event("a", 2, LogText.START + 1).substring(0, 40);
    String event = LogText.event("a", 1, LogText.START);
    append(log.resolve("part-00000001.ndjson"), LogText.HEADER + "\n" + event + "\n" + torn);
    follow(log);
    read();
    assertThat(stream.isFinished()).isFalse();
    try (LogFolder next = open(log, 1 << 20)) {
      next.line(bytes(LogText.event("a", 3, LogText.START + 2)));
    }
    readToTheEnd();

    Playback played = LogText.played(out);
    assertThat(played.samples().get("default/s_a/k"))
        .containsExactly(LogText.START + "=1.0", LogText.START + 2 + "=3.0");
    assertThat(played.rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.raw()).isEqualTo(torn));
    assertThat(played.total(Account.Counts::received)).isEqualTo(3);
  }

  @Test
  void emptyPartOfAKilledWriterHoldsNothingUp() throws Exception {
    Path log = folder.resolve("log");
    Files.createDirectories(log);
    append(log.resolve("part-00000001.ndjson"), "");
    follow(log);
    read();
    try (LogFolder next = open(log, 1 << 20)) {
      next.line(bytes(LogText.event("a", 3, LogText.START)));
    }
    readToTheEnd();
    assertThat(LogText.played(out).sampleCount()).isEqualTo(1);
  }

  private static LogFolder open(Path log, long rotateBytes) throws IOException {
    return LogFolder.open(
        log, new LogRotation(rotateBytes, Long.MAX_VALUE / 2), false, HEADER, Map.of());
  }

  private void follow(Path log) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (var files = Files.newDirectoryStream(log, "part-*.ndjson")) {
      files.forEach(parts::add);
    }
    parts.sort(null);
    ReplaySplit split =
        new ReplaySplit(
            String.valueOf(log.getFileName()),
            parts.stream().map(Path::toString).toList(),
            new byte[0]);
    stream = RecordedStream.open(split, LinePlay.of(FOLLOWING), false, true);
  }

  private void read() throws IOException {
    while (stream.readChunk(1_000, Long.MAX_VALUE, out) > 0) {
      // There was something.
    }
  }

  private void readToTheEnd() throws IOException {
    for (int i = 0; i < 100 && !stream.isFinished(); i++) {
      read();
    }
    assertThat(stream.isFinished()).isTrue();
  }

  private void restore() throws IOException {
    ReplaySplit state = stream.snapshot();
    stream.close();
    stream = RecordedStream.open(state, LinePlay.of(FOLLOWING), false, true);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
