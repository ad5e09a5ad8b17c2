package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lumen.event.EventLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final int MEBIBYTE = EventLimits.MAX_LINE_BYTES;

  @Test
  void linesEndWithNewlineOrCarriageReturnAndNewlineOrTheFile() throws IOException {
    assertThat(read("one\ntwo\r\n\nlast"))
        .containsExactly("LINE 1@0 one", "LINE 2@4 two", "LINE 3@9 ", "LINE 4@10 last");
    assertThat(read("one\n")).containsExactly("LINE 1@0 one");
    assertThat(read("a\rb\r\r\n")).containsExactly("LINE 1@0 a\rb\r");
    assertThat(read("last\r")).containsExactly("LINE 1@0 last");
    assertThat(read("")).isEmpty();
    assertThat(read("\n")).containsExactly("LINE 1@0 ");
  }

  @Test
  void byteOrderMarkAtTheBeginningIsPassedOver() throws IOException {
    assertThat(read("\uFEFFone\n\uFEFFtwo\n"))
        .containsExactly("LINE 1@3 one", "LINE 2@7 \uFEFFtwo");
    assertThat(read("\uFEFF")).containsExactly("LINE 1@3 ");
    assertThat(read("\uFEFF\n")).containsExactly("LINE 1@3 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 1 << 18, 1 << 30})
  void lineMayHaveAMebibyte(int most) throws IOException {
    String longest = "x".repeat(MEBIBYTE);
    for (String end : List.of("\n", "\r\n")) {
      for (String mark : List.of("", "\uFEFF")) {
        assertThat(kinds((mark + longest + end + "next\n"), most))
            .as("end of %d bytes, mark of %d", end.length(), mark.length())
            .containsExactly("LINE 1048576", "LINE 4");
        assertThat(kinds((mark + longest + "x" + end + "next\n"), most))
            .containsExactly("TOO_LONG", "LINE 4");
      }
    }
    assertThat(kinds(longest, most)).containsExactly("LINE 1048576");
    assertThat(kinds(longest + "x", most)).containsExactly("TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(ints = {4093, 65_536, 1 << 20, 1 << 30})
  void twoMebibytesArePassedOverAndTheirBeginningKept(int most) throws IOException {
    String text = "a\n" + "0123456789".repeat(220_000) + "\nb\n" + "y".repeat(3 << 20);
    try (LineReader reader = reader(text, most)) {
      assertThat(reader.next()).isEqualTo(LineReader.Found.LINE);
      assertThat(reader.next()).isEqualTo(LineReader.Found.TOO_LONG);
      assertThat(reader.offset()).isEqualTo(2);
      assertThat(reader.line()).isEqualTo(2);
      assertThat(line(reader)).startsWith("0123456789".repeat(409)).hasSizeGreaterThan(4096);
      assertThat(reader.nextOffset()).isEqualTo(2_200_003);
      assertThat(reader.next()).isEqualTo(LineReader.Found.LINE);
      assertThat(line(reader)).isEqualTo("b");
      assertThat(reader.offset()).isEqualTo(2_200_003);
      assertThat(reader.next()).isEqualTo(LineReader.Found.TOO_LONG);
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
    }
  }

  @Test
  void linesAndPlacesDoNotDependOnHowBytesArrive() throws IOException {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      byte[] content = randomContent(random);
      List<String> whole = read(new TricklingInput(content, Integer.MAX_VALUE), 0);
      for (int most : new int[] {1 + random.nextInt(5000), 4096, 262_144, 999_983}) {
        assertThat(read(new TricklingInput(content, most), 0))
            .as("seed %d round %d most %d", seed, round, most)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void anotherReaderGoesOnAfterAnyLine() throws IOException {
    byte[] content = "\uFEFFone\r\n\ntwo\nthree".getBytes(StandardCharsets.UTF_8);
    List<String> whole = read(new ByteArrayInputStream(content), 0);
    for (int stop = 0; stop <= whole.size(); stop++) {
      List<String> lines = new ArrayList<>();
      LineReader first = new LineReader(new ByteArrayInputStream(content), 0, 0, false);
      for (int i = 0; i < stop; i++) {
        lines.add(describe(first, first.next()));
      }
      int offset = (int) first.nextOffset();
      byte[] rest = Arrays.copyOfRange(content, offset, content.length);
      try (LineReader second =
          new LineReader(new ByteArrayInputStream(rest), offset, first.line(), false)) {
        drain(second, lines);
      }
      assertThat(lines).as("stopped after %d lines", stop).isEqualTo(whole);
    }
  }

  @Test
  void unreadLineComesAgain() throws IOException {
    try (LineReader reader = reader("\uFEFFone\ntwo\n", 2)) {
      for (String line : List.of("one", "two")) {
        reader.next();
        String found = describe(reader, LineReader.Found.LINE);
        long offset = reader.offset();
        reader.unread();
        assertThat(reader.nextOffset()).isEqualTo(offset);
        assertThat(describe(reader, reader.next())).isEqualTo(found).endsWith(line);
      }
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
    }
  }

  @Test
  void followedPartWaitsForTheRestOfItsLastLine() throws IOException {
    GrowingInput growing = new GrowingInput();
    try (LineReader reader = new LineReader(growing, 0, 0, true)) {
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
      growing.add("\u00EF\u00BB".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
      growing.add("\u00BFon".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
      assertThat(reader.nextOffset()).isZero();
      growing.add("e\ntwo\r".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(describe(reader, reader.next())).isEqualTo("LINE 1@3 one");
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
      assertThat(reader.nextOffset()).isEqualTo(7);
      growing.add("\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(describe(reader, reader.next())).isEqualTo("LINE 2@7 two");
      growing.add("x".repeat(2 << 20).getBytes(StandardCharsets.ISO_8859_1));
      assertThat(reader.next()).isEqualTo(LineReader.Found.END);
      assertThat(reader.nextOffset()).isEqualTo(12);
      growing.add("\nend\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(reader.next()).isEqualTo(LineReader.Found.TOO_LONG);
      assertThat(reader.offset()).isEqualTo(12);
      assertThat(describe(reader, reader.next())).endsWith("end");
    }
  }

  private static byte[] randomContent(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int lines = 1 + random.nextInt(30);
    for (int i = 0; i < lines; i++) {
      int length =
          switch (random.nextInt(8)) {
            case 0 -> MEBIBYTE - 2 + random.nextInt(6);
            case 1 -> (1 << 18) - 2 + random.nextInt(4);
            default -> random.nextInt(200);
          };
      bytes.writeBytes(
          String.valueOf((char) ('a' + i % 26)).repeat(length).getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes((random.nextInt(3) == 0 ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<String> kinds(String text, int most) throws IOException {
    List<String> kinds = new ArrayList<>();
    try (LineReader reader = reader(text, most)) {
      for (LineReader.Found f = reader.next(); f != LineReader.Found.END; f = reader.next()) {
        kinds.add(
            f == LineReader.Found.LINE ? "LINE " + (reader.end() - reader.start()) : f.name());
      }
    }
    return kinds;
  }

  private static LineReader reader(String text, int most) {
    return new LineReader(
        new TricklingInput(text.getBytes(StandardCharsets.UTF_8), most), 0, 0, false);
  }

  private static List<String> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static List<String> read(InputStream in, long offset) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, offset, 0, false)) {
      drain(reader, lines);
    }
    return lines;
  }

  private static void drain(LineReader reader, List<String> lines) throws IOException {
    for (LineReader.Found f = reader.next(); f != LineReader.Found.END; f = reader.next()) {
      lines.add(describe(reader, f));
    }
  }

  private static String describe(LineReader reader, LineReader.Found found) {
    String text = found == LineReader.Found.TOO_LONG ? "..." : line(reader);
    return found + " " + reader.line() + "@" + reader.offset() + " " + text;
  }

  private static String line(LineReader reader) {
    int length = reader.end() - reader.start();
    return new String(reader.buffer(), reader.start(), length, StandardCharsets.UTF_8);
  }
}
