package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import lumen.connectors.replay.LogText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of a line, against a parser of JSON. */
class LineTallyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LineTally of(String line) {
    return LineTally.of(line.getBytes(StandardCharsets.UTF_8));
  }

  /** The same by the whole tree of the line. */
  private static LineTally byTree(String line) throws Exception {
    JsonNode tree = JSON.readTree(line);
    boolean notice = tree.has("lumen");
    JsonNode at = (notice ? tree : tree.path("meta")).path("at");
    boolean late = tree.path("meta").path("fate").asText().equals("late");
    return new LineTally(
        at.isNumber() ? Math.round(at.asDouble() * 1e6) : LineTally.NO_ARRIVAL,
        notice ? tree.path("lumen").asText() : late ? "late" : "event",
        notice ? tree.path("count").asLong(1) : 1);
  }

  @Test
  void linesOfALogAreCountedAsAParserCountsThem() throws Exception {
    List<String> log = LogText.random(7, 2_000);
    int kinds = 0;
    for (String line : log) {
      if (isJson(line)) {
        kinds++;
        assertThat(of(line)).as(line).isEqualTo(byTree(line));
      }
    }
    assertThat(kinds).isGreaterThan(1_500);
  }

  private static boolean isJson(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** What a command holds may have the names of a notice's fields. */
  @Test
  void commandIsOneMessageAtItsOwnTime() throws Exception {
    String line =
        "{\"lumen\":\"command\",\"at\":17.500001,\"stream\":\"control\",\"command\":{\"type\":"
            + "\"rules\",\"at\":99,\"count\":40,\"lumen\":\"beat\",\"meta\":{\"at\":3}}}";
    assertThat(of(line)).isEqualTo(new LineTally(17_500_001, "command", 1)).isEqualTo(byTree(line));
  }

  @Test
  void valueAndTextOfAnEventTellNothingOfIt() throws Exception {
    String line =
        "{\"ts\":1,\"source\":\"rig\",\"key\":\"/\\\"at\\\":7\",\"value\":{\"at\":5,\"count\":9,"
            + "\"fate\":1},\"meta\":{\"stream\":\"é\\\\\",\"at\": 2.25 ,\"inner\":{\"at\":8,"
            + "\"fate\":\"late\"}}}";
    assertThat(of(line)).isEqualTo(new LineTally(2_250_000, "event", 1)).isEqualTo(byTree(line));
    String late = line.replace("\"stream\"", "\"fate\":\"late\",\"stream\"");
    assertThat(of(late)).isEqualTo(new LineTally(2_250_000, "late", 1)).isEqualTo(byTree(late));
  }

  /** The last line before a writer was killed may be anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"lumen\":",
        "{\"lumen\":\"",
        "{\"meta\":{\"at\":",
        "}}\"",
        "\"\\",
        "]"
      })
  void lineThatIsNoJsonTellsNoArrival(String line) {
    assertThat(of(line).arrivalMicros()).isEqualTo(LineTally.NO_ARRIVAL);
    assertThat(of(line).count()).isEqualTo(1);
  }

  @Test
  void noDamageOfALineIsAFailure() {
    Random random = new Random(3);
    for (int n = 0; n < 20_000; n++) {
      byte[] line = LogText.event("a", 1, LogText.START).getBytes(StandardCharsets.UTF_8);
      line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      assertThat(LineTally.of(line).count()).isEqualTo(1);
    }
  }
}
