package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A line in a buffer, read by words, is the same event as the line alone, read byte by byte. */
class PlainLineTest {
  private static final long SEED = 20_261_129L;
  private static final String[] SOURCES = {"e4_acc", "a", "wrist_pulse_left", "e4_acc2", ""};
  private static final String[] KEYS = {"acc_x", "acc_y", "acc_z", "k", "a key of 17 byte", "acc_"};

  private final Random random = new Random(SEED);
  private final RandomLines numbers = new RandomLines(SEED);
  private final EventParser inBuffer = new EventParser();
  private final EventParser alone = new EventParser();

  @Test
  void linesOfAllSpellings() {
    for (int i = 0; i < 20_000; i++) {
      agree(bytes(line(i)), random.nextInt(40), "line " + i);
    }
  }

  @Test
  void everyByteChanged() {
    byte[] line =
        bytes("{\"ts\":1680686620.015625,\"source\":\"e4_acc\",\"key\":\"x\",\"value\":-34.5}");
    agree(line, 30, "as it is");
    for (int at = 0; at < line.length; at++) {
      for (char c : "\"\\{}:,. 09-eE\t\n\u00e9\0".toCharArray()) {
        byte[] changed = line.clone();
        changed[at] = (byte) c;
        agree(changed, 30, "byte " + at + " " + (int) c);
        agree(line, 30, "as it is");
      }
    }
  }

  @Test
  void lineThatEndsWhileItsBufferGoesOn() {
    byte[] line =
        bytes("{\"ts\":1680686620.015625,\"source\":\"e4_acc\",\"key\":\"x\",\"value\":-34.5}");
    byte[] buffer = Arrays.copyOf(line, line.length + 40);
    for (int end = 0; end <= line.length; end++) {
      inBuffer.parse(buffer, 0, line.length);
      String said = EventText.of(inBuffer.parse(buffer, 0, end));
      assertThat(said)
          .as("the first %d bytes", end)
          .isEqualTo(EventText.of(alone.parse(Arrays.copyOf(line, end), 0, end)));
    }
  }

  @Test
  void nothingIsLeftOfTheLineBefore() {
    byte[] plain =
        bytes("{\"ts\":1680686620.5,\"source\":\"e4_acc\",\"key\":\"x\",\"value\":-34.5}");
    String begin = "{\"ts\":1680686621.5,\"source\":\"s\",\"key\":\"k\",\"value\":";
    String[] others = {
      begin
          + "1,\"meta\":{\"tenant\":\"t\",\"stream\":\"n\",\"at\":9,\"fate\":\"late\",\"clamped\":1}}",
      begin + "\"a text\"}",
      begin + "[1,2,null]}",
      begin + "{\"a\":1}}",
      begin + "2} ",
      begin + "2}}",
      begin,
      "{\"ts\":1680686621.5,\"source\":\"s\"",
      "{\"ts\":-1,\"source\":\"s\",\"key\":\"k\",\"value\":1}"
    };
    for (String other : others) {
      agree(plain, 30, "as it is");
      agree(plain, 30, "again");
      agree(bytes(other), 30, other);
      agree(plain, 30, "behind " + other);
    }
  }

  @Test
  void plainLinesNeedNoOtherReader() {
    NamePool names = new NamePool();
    PlainLine plain =
        new PlainLine(new NamesInTurn(names), new NamesInTurn(names), new EventTime(TimeForm.ANY));
    byte[] buffer =
        bytes("{\"ts\":1.5,\"source\":\"é\",\"key\":\"k\",\"value\":2}" + " ".repeat(40));
    int length = buffer.length - 40;
    assertThat(plain.scan(buffer, 0, length, new ParsedEvent())).isEqualTo(EventField.TS);
    buffer = bytes("{\"ts\":1.5,\"source\":\"s\",\"key\":\"k\",\"value\":2}" + " ".repeat(40));
    ParsedEvent event = new ParsedEvent();
    assertThat(plain.scan(buffer, 0, buffer.length - 40, event)).isEqualTo(EventField.WHOLE);
    assertThat(plain.place()).isEqualTo(buffer.length - 41);
    assertThat(event.micros()).isEqualTo(1_500_000);
    assertThat(event.number()).isEqualTo(2);
  }

  @Test
  void nameThatIsExpectedIsOfThePoolsGeneration() {
    NamePool names = new NamePool();
    NamesInTurn turn = new NamesInTurn(names);
    byte[] line = bytes("default\"x\"");
    for (int i = 0; i < 4; i++) {
      turn.at(line, 8, line.length);
      turn.at(line, 0, line.length);
    }
    for (int i = 0; names.generation() == 0; i++) {
      names.of("name" + i);
    }

    assertThat(turn.at(line, 8, line.length)).isSameAs(names.of("x"));
    assertThat(turn.at(line, 0, line.length)).isSameAs(names.of("default"));
    assertThat(turn.at(line, 8, line.length)).isSameAs(names.of("x"));
  }

  /** Mostly written without spaces, its names in turn with others between them. */
  private String line(int i) {
    String source = SOURCES[random.nextInt(4) == 0 ? random.nextInt(SOURCES.length) : i / 3 % 2];
    String key = KEYS[random.nextInt(4) == 0 ? random.nextInt(KEYS.length) : i % 3];
    String ts = random.nextInt(6) == 0 ? numbers.number() : 1.6e9 + i / 64.0 + "";
    String line =
        "{\"ts\":%s,\"source\":\"%s\",\"key\":\"%s\",\"value\":%s%s}"
            .formatted(
                ts.replace("E9", "e9"), source, key, numbers.number(), i % 7 == 0 ? meta(i) : "");
    return random.nextInt(8) == 0 ? line.replace(",", ", ").replace(":", ": ") : line;
  }

  private String meta(int i) {
    return ",\"meta\":{\"tenant\":\"t" + i % 3 + "\",\"at\":" + numbers.number() + "}";
  }

  private void agree(byte[] line, int room, String which) {
    byte[] buffer = new byte[line.length + 5 + room];
    random.nextBytes(buffer);
    System.arraycopy(line, 0, buffer, 5, line.length);
    assertThat(EventText.of(inBuffer.parse(buffer, 5, 5 + line.length)))
        .as("seed %d: %s: %s", SEED, which, new String(line, StandardCharsets.ISO_8859_1))
        .isEqualTo(EventText.of(alone.parse(line, 0, line.length)));
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
