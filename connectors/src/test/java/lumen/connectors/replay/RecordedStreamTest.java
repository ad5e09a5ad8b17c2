package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.KeyFilter;
import lumen.event.Position;
import lumen.event.RandomLines;
import lumen.event.SourceClock;
import lumen.intake.ReplayOptions;
import lumen.intake.ReplayOptions.OnReset;
import lumen.intake.ReplayOptions.SourceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStreamTest {
  private static final long SEED = 404;

  @TempDir private Path folder;

  @Test
  void blankLinesAndMarksAndReturnsAreNoEvents() throws IOException {
    String content =
        "\uFEFF" + Playback.event(1, "a", "1") + "\r\n\r\n  \t\n" + Playback.event(2, "a", "2");
    Playback played = Playback.of(file("a.ndjson", content));

    assertThat(played.samples().get("default/a/k")).containsExactly("1000000=1.0", "2000000=2.0");
    assertThat(played.total(Account.Counts::received)).isEqualTo(2);
    assertThat(played.rejects()).isEmpty();
  }

  @Test
  void emptyFileIsAStreamWithoutEvents() throws IOException {
    for (byte[] nothing :
        List.of(new byte[0], Playback.lines("", " "), Playback.gzip(new byte[0]))) {
      Playback played = Playback.of(Playback.write(folder, "empty.ndjson", nothing));
      assertThat(played).isEqualTo(Playback.of(List.of()));
    }
  }

  @Test
  void missingFileIsAnError() {
    Path missing = folder.resolve("none.ndjson");

    assertThatThrownBy(() -> Playback.of(missing)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void rejectTellsFileOffsetAndLine() throws IOException {
    Path first = file("p1.ndjson", Playback.event(1, "a", "1") + "\ngarbage\n");
    Path second = file("p2.ndjson", "\n" + Playback.event(2, "a", "true") + "\n");

    Playback played = Playback.of(first, second);

    long offset = Playback.event(1, "a", "1").length() + 1L;
    assertThat(played.rejects().get(0).position()).isEqualTo(new Position("p1.ndjson", offset, 2));
    assertThat(played.rejects().get(0).source()).isNull();
    assertThat(played.rejects().get(0).raw()).isEqualTo("garbage");
    assertThat(played.rejects().get(1).position()).isEqualTo(new Position("p2.ndjson", 1, 2));
    assertThat(played.rejects().get(1).source()).isEqualTo("a");
    assertThat(played.accounts().get("walk/walk").rejects()).containsEntry("not_json", 1L);
    assertThat(played.accounts().get("walk/a").rejects()).containsEntry("bad_value", 1L);
  }

  @Test
  void truncatedLastLineIsRejected() throws IOException {
    String event = Playback.event(1, "a", "1");
    Playback played = Playback.of(file("a.ndjson", event + "\n" + event.substring(0, 20)));

    assertThat(played.rejectCodes()).containsExactly("not_json");
    assertThat(played.sampleCount()).isEqualTo(1);
  }

  @Test
  void lineOfTwoMebibytesIsRejectedAndItsBeginningKept() throws IOException {
    String huge = "{\"text\":\"é" + "x".repeat(2 << 20) + "\"}";
    String event = Playback.event(1, "a", "1");
    Playback played = Playback.of(file("a.ndjson", event + "\n" + huge + "\n" + event + "\n"));

    assertThat(played.rejectCodes()).containsExactly("line_too_long");
    assertThat(played.rejects().get(0).raw()).isEqualTo(huge.substring(0, 4095));
    assertThat(played.sampleCount()).isEqualTo(2);
  }

  @Test
  void rawLineIsCutBetweenCharacters() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      for (int repeat : new int[] {2_000, 500_000}) {
        String line = "x".repeat(shift) + "😀".repeat(repeat);
        Playback played = Playback.of(file("a.ndjson", line + "\n"));
        String raw = played.rejects().get(0).raw();
        assertThat(line).as("%d %d", shift, repeat).startsWith(raw);
        assertThat(raw.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4093, 4096);
      }
    }
  }

  @Test
  void plainAndCompressedAndSeveralMembersGiveTheSame() throws IOException {
    byte[] content = randomLines(2_000);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += 10_007) {
      members.writeBytes(
          Playback.gzip(Arrays.copyOfRange(content, at, Math.min(content.length, at + 10_007))));
    }
    Playback plain = Playback.of(Playback.write(folder, "a.ndjson", content));

    assertThat(Playback.of(Playback.write(folder, "a.ndjson", Playback.gzip(content))))
        .isEqualTo(plain);
    assertThat(Playback.of(Playback.write(folder, "a.ndjson", members.toByteArray())))
        .isEqualTo(plain);
  }

  @Test
  void damagedPartIsCountedOnceAndTheNextPartFollows() throws IOException {
    byte[] whole = Playback.gzip(randomLines(500));
    byte[] broken = whole.clone();
    broken[whole.length / 2] ^= 0x55;
    Path next = file("p2.ndjson", Playback.event(1.60001e9, "z", "1") + "\n");
    for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), broken)) {
      Path part = Playback.write(folder, "p1.ndjson.gz", damaged);
      Playback played = Playback.of(part, next);

      assertThat(played.rejectCodes()).containsOnlyOnce("damaged_gzip");
      assertThat(played.samples()).containsKey("default/z/k");
      assertThat(Playback.of(Playback.split(part, next), Playback.OPTIONS, 1, true))
          .isEqualTo(played);
    }
  }

  @Test
  void chunksOfAnySizeGiveTheSame() throws IOException {
    ReplaySplit split = twoParts(1_500);
    Playback whole = Playback.of(split, Playback.OPTIONS, Long.MAX_VALUE, false);
    assertThat(whole.late()).isNotEmpty();
    assertThat(whole.rejectCodes()).contains("ahead_of_stream", "not_json", "damaged_gzip");
    assertThat(whole.facts()).isNotEmpty();

    Random random = new Random(SEED);
    for (int i = 0; i < 5; i++) {
      int bytes = 1 + random.nextInt(20_000);
      assertThat(Playback.of(split, Playback.OPTIONS, bytes, false))
          .as("chunks of %d", bytes)
          .isEqualTo(whole);
    }
  }

  @Test
  void restoredAfterAnyLineItGivesTheSame() throws IOException {
    ReplaySplit split = twoParts(400);
    Playback whole = Playback.of(split, Playback.OPTIONS, Long.MAX_VALUE, false);

    assertThat(Playback.of(split, Playback.OPTIONS, 1, true)).isEqualTo(whole);
    assertThat(Playback.of(split, Playback.OPTIONS, 1_000, true)).isEqualTo(whole);
  }

  @Test
  void clocksThatContinueAfterAResetDoNotDependOnChunksEither() throws IOException {
    SourceRule continuing = new SourceRule(KeyFilter.ALL, SourceClock.NONE, OnReset.CONTINUE);
    Map<String, SourceRule> rules = Map.of("s0", continuing, "s1", continuing);
    ReplayOptions options =
        new ReplayOptions(
            500_000, 10_000_000, 3_600_000_000L, 86_400_000_000L, 9, rules, true, 0, false);
    ReplaySplit split = twoParts(1_500);
    Playback whole = Playback.of(split, options, Long.MAX_VALUE, false);
    assertThat(whole.late()).isNotEmpty();
    assertThat(whole.total(Account.Counts::received)).isPositive();
    assertThat(Playback.of(split, options, 1, true)).isEqualTo(whole);
    assertThat(Playback.of(split, options, 3_000, true)).isEqualTo(whole);
  }

  @Test
  void restoringAParkedStateDoesNotDependOnWhatCameAfter() throws IOException {
    ReplaySplit split = twoParts(100);
    Playback whole = Playback.of(split, Playback.OPTIONS, Long.MAX_VALUE, false);
    List<Envelope> before = new ArrayList<>();
    RecordedStream stream = RecordedStream.open(split, Playback.OPTIONS, false);
    while (!stream.isFinished()) {
      ReplaySplit parked = stream.snapshot();
      Playback rest = Playback.of(joined(before, rest(parked)));
      assertThat(rest).isEqualTo(whole);
      stream.readChunk(2_000, Long.MAX_VALUE, before);
    }
    stream.close();
  }

  @Test
  void everyEventIsAccountedFor() throws IOException {
    Playback played = Playback.of(twoParts(1_500), Playback.options(3, 0, false), 4_096, false);

    assertThat(played.rejectCodes()).contains("tenant_full");
    assertThat(played.total(Account.Counts::rejected)).isEqualTo(played.rejects().size());
    assertThat(played.total(Account.Counts::late)).isEqualTo(played.late().size());
    assertThat(played.total(Account.Counts::received))
        .isEqualTo(
            played.total(Account.Counts::used)
                + played.total(Account.Counts::filtered)
                + played.rejects().size()
                + played.late().size());
    for (Account account : played.accounts().values()) {
      assertThat(account.rejects().values().stream().mapToLong(n -> n).sum())
          .isEqualTo(account.counts().rejected());
    }
  }

  @Test
  void garbageEndsAChunkBeforeItFillsTheMemory() throws IOException {
    Path file = file("a.ndjson", "x\n".repeat(20_000));
    List<Envelope> out = new ArrayList<>();
    RecordedStream stream = RecordedStream.open(Playback.split(file), Playback.OPTIONS, false);
    stream.readChunk(Long.MAX_VALUE, Long.MAX_VALUE, out);
    stream.close();

    assertThat(out).hasSize(4_096 + 1).last().isInstanceOf(Account.class);
  }

  @Test
  void followedFileIsReadLineByLineAsItGrows() throws IOException {
    String event = Playback.event(1, "a", "1");
    for (boolean zipped : new boolean[] {false, true}) {
      byte[] content = Playback.lines(event, event, event);
      byte[] bytes = zipped ? Playback.gzip(content) : content;
      Path file = Playback.write(folder, "live" + zipped, new byte[0]);
      RecordedStream stream =
          RecordedStream.open(Playback.split(file), Playback.options(10, 0, true), true);
      List<Envelope> out = new ArrayList<>();
      for (byte b : bytes) {
        stream.readChunk(Long.MAX_VALUE, out);
        ReplaySplit state = stream.snapshot();
        stream.close();
        stream = RecordedStream.open(state, Playback.options(10, 0, true), true);
        Files.write(file, new byte[] {b}, StandardOpenOption.APPEND);
      }
      stream.readChunk(Long.MAX_VALUE, out);
      assertThat(stream.readChunk(Long.MAX_VALUE, out)).isZero();
      assertThat(stream.isFinished()).isFalse();
      stream.close();
      assertThat(Playback.of(out).samples().get("default/a/k")).hasSize(3);
    }
  }

  @Test
  void pacedStreamStopsBeforeTheEventThatIsNotDue() throws IOException {
    Path file =
        file(
            "a.ndjson",
            String.join(
                "\n",
                Playback.event(10, "a", "1"),
                Playback.event(11, "a", "2"),
                Playback.event(1_000_000, "a", "3"),
                Playback.event(3, "a", "4"),
                "garbage",
                Playback.event(12, "b", "5"),
                Playback.event(13, "a", "6")));
    RecordedStream stream = RecordedStream.open(Playback.split(file), Playback.OPTIONS, false);
    List<Envelope> out = new ArrayList<>();

    assertThat(stream.readChunk(Long.MIN_VALUE, out)).isPositive();
    assertThat(stream.newestMicros()).isEqualTo(10_000_000);
    assertThat(stream.dueMicros()).isEqualTo(11_000_000);
    assertThat(stream.readChunk(10_999_999, out)).isZero();
    stream.readChunk(12_500_000, out);
    assertThat(stream.newestMicros()).isEqualTo(12_000_000);
    assertThat(stream.dueMicros()).isEqualTo(13_000_000);
    assertThat(Playback.of(out).rejectCodes()).containsExactly("ahead_of_stream", "not_json");
    assertThat(Playback.of(out).late()).as("there is no line yet").isEmpty();
    stream.readChunk(13_000_000, out);
    assertThat(stream.isFinished()).isTrue();
    assertThat(Playback.of(out)).isEqualTo(Playback.of(file));
    stream.close();
  }

  @Test
  void fileThatShrankIsAnError() throws IOException {
    for (boolean zipped : new boolean[] {false, true}) {
      byte[] content = randomLines(50);
      Path file = Playback.write(folder, "a.ndjson", zipped ? Playback.gzip(content) : content);
      RecordedStream stream = RecordedStream.open(Playback.split(file), Playback.OPTIONS, false);
      stream.readChunk(2_000, Long.MAX_VALUE, new ArrayList<>());
      ReplaySplit state = stream.snapshot();
      stream.close();
      byte[] less = Arrays.copyOf(content, 1_000);
      Playback.write(folder, "a.ndjson", zipped ? Playback.gzip(less) : less);

      assertThatThrownBy(() -> rest(state))
          .isInstanceOf(EOFException.class)
          .hasMessageStartingWith("recording must not shrink: " + file + " has 1000 bytes");
    }
  }

  private static List<Envelope> rest(ReplaySplit state) throws IOException {
    List<Envelope> out = new ArrayList<>();
    try (RecordedStream stream = RecordedStream.open(state, Playback.OPTIONS, false)) {
      while (!stream.isFinished()) {
        stream.readChunk(Long.MAX_VALUE, out);
      }
    }
    return out;
  }

  private static List<Envelope> joined(List<Envelope> first, List<Envelope> second) {
    List<Envelope> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** A compressed part that breaks off and a plain one. */
  private ReplaySplit twoParts(int lines) throws IOException {
    byte[] zipped = Playback.gzip(randomLines(lines));
    Path first = Playback.write(folder, "p1.ndjson.gz", Arrays.copyOf(zipped, zipped.length - 100));
    return Playback.split(first, Playback.write(folder, "p2.ndjson", randomLines(lines)));
  }

  /** Events of a few sources with jitter, gaps, leaps and lines that are no events. */
  private static byte[] randomLines(int lines) {
    Random random = new Random(SEED);
    RandomLines odd = new RandomLines(SEED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    double now = 1.6e9;
    for (int i = 0; i < lines; i++) {
      now += random.nextDouble() * 0.2 + (random.nextInt(100) == 0 ? 30 : 0);
      double ts = now - (random.nextInt(10) == 0 ? random.nextInt(6) : 0);
      ts += random.nextInt(30) == 0 ? 1e6 : 0;
      String source = "s" + random.nextInt(4);
      byte[] line =
          switch (random.nextInt(20)) {
            case 0 -> odd.damagedLine();
            case 1 -> Playback.event(ts, source, "\"WALKING\"").getBytes(StandardCharsets.UTF_8);
            case 2 -> Playback.event(ts, source, "[1,null,2.5]").getBytes(StandardCharsets.UTF_8);
            case 3 ->
                Playback.event(ts, source, "{\"x\":1,\"y\":2}").getBytes(StandardCharsets.UTF_8);
            case 4 -> new byte[0];
            default -> Playback.event(ts, source, "" + i).getBytes(StandardCharsets.UTF_8);
          };
      bytes.writeBytes(line);
      bytes.writeBytes((random.nextInt(5) == 0 ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Path file(String name, String content) throws IOException {
    return Playback.write(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }
}
