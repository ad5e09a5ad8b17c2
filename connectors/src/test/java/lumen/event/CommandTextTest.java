package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every command says, and that its text stays the same however often it is written. */
class CommandTextTest {
  private static final long SEED = 5;
  private static final Position PLACE = new Position("control.ndjson", 0, 1);

  @Test
  void headIsWhatTheTextSays() throws Exception {
    Command command =
        CommandText.read(
                "{ \"id\": \"a\",\n \"author\": \"ann\", \"tenant\": \"t1\", \"effective_ts\": 1767225600.5,"
                    + "\"type\": \"release\" }")
            .command("control", PLACE);
    assertThat(command)
        .isEqualTo(
            new Command(
                "control",
                "t1",
                "a",
                "ann",
                1_767_225_600_500_000L,
                "{\"id\":\"a\",\"author\":\"ann\",\"tenant\":\"t1\",\"effective_ts\":1767225600.5,\"type\":\"release\"}",
                PLACE));
  }

  @Test
  void whatTheTextDoesNotTellIsEmpty() throws Exception {
    for (String text : new String[] {"{}", "{\"id\":7,\"author\":null,\"effective_ts\":\"now\"}"}) {
      Command command = CommandText.read(text).command("control", PLACE);
      assertThat(command.id() + command.author()).isEmpty();
      assertThat(command.tenant()).isEqualTo("default");
      assertThat(command.effectiveMicros()).isEqualTo(CommandText.UNSTAMPED);
      assertThat(command.json()).isEqualTo(text);
    }
  }

  @Test
  void timeThatIsNoneIsUnstamped() throws Exception {
    for (String ts : new String[] {"0", "-1", "1e11", "1e400", "1e999999999", "-0.0"}) {
      CommandText text = CommandText.read("{\"effective_ts\":" + ts + "}");
      assertThat(text.effectiveMicros()).as(ts).isEqualTo(CommandText.UNSTAMPED);
      assertThat(CommandText.read(text.json()).json()).isEqualTo(text.json());
    }
  }

  @Test
  void stampReadsBackToTheMicrosecond() throws Exception {
    Random random = new Random(SEED);
    CommandText text = CommandText.read("{\"id\":\"a\",\"kp\":[0.10,1E-7,100]}");
    assertThat(text.stamped(1_767_225_600_500_000L).json())
        .isEqualTo("{\"id\":\"a\",\"kp\":[0.10,1E-7,100],\"effective_ts\":1767225600.500000}");
    for (int i = 0; i < 1_000; i++) {
      long micros = 1 + (long) (random.nextDouble() * 4e15);
      CommandText stamped = text.stamped(micros);
      assertThat(stamped.effectiveMicros()).as("seed %d, %d", SEED, i).isEqualTo(micros);
      assertThat(CommandText.read(stamped.json()).json()).isEqualTo(stamped.json());
    }
    assertThat(text.effectiveMicros()).isEqualTo(CommandText.UNSTAMPED);
  }

  @Test
  void commandOfANoticeIsTheSameText() throws Exception {
    String command = "{\"id\":\"ä\\n\",\"at\":0.70,\"x\":1767225600.500000}";
    assertThat(ofNotice("{\"lumen\":\"command\",\"at\":1.5,\"command\":" + command + "}").json())
        .isEqualTo(command);
    assertThatThrownBy(() -> ofNotice("{\"lumen\":\"command\",\"command\":\"no\"}"))
        .isInstanceOf(MalformedCommandException.class)
        .hasMessage("must hold a JSON object under command");
  }

  private static CommandText ofNotice(String line) throws MalformedCommandException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return CommandText.ofNotice(bytes, 0, bytes.length);
  }

  @Test
  void textThatIsNoCommandIsSaid() {
    said("", "must be one JSON object, is empty");
    said("[1]", "must be one JSON object, is array");
    said("null", "must be one JSON object, is null");
    said("{\"id\":", "must be one JSON object: Unexpected end-of-input");
    said("{\"id\":1,\"id\":2}", "must be one JSON object: Duplicate field 'id'");
    said("{} {}", "must be one JSON object: Trailing token");
    said("{\"id\":NaN}", "must be one JSON object: Non-standard token 'NaN'");
    said("{\"a\":" + "[".repeat(100), "must be nested at most 64 deep");
    said("{\"a\":" + "9".repeat(2_000) + "}", "must be nested at most 64 deep, its numbers 1000");
    said("{\"q\":1761e4007225600}", "must be one JSON object: the exponent of a number must have");
    said("{\"q\":-1.5E-2147483649}", "must be one JSON object: the exponent of a number must have");
    said("{\"id\":\"\\ud83d\"}", "must be Unicode text: half of a surrogate pair stands alone");
    assertThatThrownBy(() -> CommandText.read(new byte[] {'{', (byte) 0xC3, '}'}, 0, 3))
        .hasMessage("must be UTF-8 text");
  }

  private static void said(String text, String words) {
    assertThatThrownBy(() -> CommandText.read(text))
        .isInstanceOf(MalformedCommandException.class)
        .hasMessageStartingWith(words);
  }
}
