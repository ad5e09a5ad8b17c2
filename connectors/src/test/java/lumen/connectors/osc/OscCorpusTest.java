package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OscCorpusTest {
  private final List<OscCorpus.Entry> entries;

  OscCorpusTest() throws IOException {
    entries = OscCorpus.entries();
  }

  List<OscCorpus.Entry> entries() {
    return entries;
  }

  @Test
  void holdsWhatItsDescriptionSays() {
    assertThat(entries).hasSize(57);
    assertThat(entries.stream().filter(OscCorpus.Entry::valid)).hasSize(45);
    assertThat(entries.stream().filter(OscCorpus.Entry::lenient)).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void packetIsReadAsItsImplementationReadsIt(OscCorpus.Entry entry) {
    List<LiveMessage> messages = Packets.decoded(entry.packet());

    boolean malformed =
        messages.stream()
            .anyMatch(m -> m instanceof Refused r && r.reason() == RejectReason.MALFORMED_OSC);
    assertThat(malformed).as("%s", messages).isEqualTo(!entry.valid());
    if (malformed) {
      assertThat(messages).hasSize(1);
    } else if (!entry.lenient()) {
      assertThat(messages.stream().map(OscCorpusTest::text)).isEqualTo(expected(entry.decoded()));
    }
  }

  private static String text(LiveMessage message) {
    if (message instanceof LiveMessage.Scalar m) {
      return m.key() + " " + m.value() + " " + m.eventMicros();
    } else if (message instanceof LiveMessage.Elements m) {
      List<Double> values = new ArrayList<>();
      for (double value : m.values()) {
        values.add(value);
      }
      return m.key() + " " + values + " " + m.eventMicros();
    } else if (message instanceof LiveMessage.Text m) {
      return m.key() + " '" + m.text() + "' " + m.eventMicros();
    }
    Refused refused = (Refused) message;
    return refused.detail().replaceAll(".*: (/\\S*) .*", "$1") + " " + refused.reason();
  }

  private static List<String> expected(JsonNode decoded) {
    List<String> messages = new ArrayList<>();
    expect(decoded, LiveMessage.UNSTAMPED, messages);
    return messages;
  }

  private static void expect(JsonNode packet, long micros, List<String> into) {
    if (packet.has("bundle")) {
      long seconds = packet.get("bundle").get(0).asLong();
      long fraction = packet.get("bundle").get(1).asLong();
      long era = seconds < 1L << 31 ? 1L << 32 : 0;
      boolean tells = seconds != 0 || fraction > 1;
      long own = Math.round((seconds + era - 2_208_988_800L + fraction / 4294967296.0) * 1e6);
      packet.get("elements").forEach(element -> expect(element, tells ? own : micros, into));
      return;
    }
    List<Object> values = new ArrayList<>();
    packet.get("args").forEach(argument -> flatten(argument, values));
    String address = packet.get("address").asText();
    boolean single = values.size() == 1 && !packet.get("types").asText().contains("[");
    if (packet.get("types").asText().equals(",")) {
      into.add(address + " 1.0 " + micros);
    } else if (single && values.get(0) instanceof String text) {
      into.add(address + " '" + text + "' " + micros);
    } else if (values.stream().noneMatch(value -> value instanceof Double)) {
      into.add(address + " " + RejectReason.NO_USABLE_VALUE);
    } else {
      values.replaceAll(value -> value instanceof Double ? value : Double.NaN);
      into.add(address + " " + (single ? values.get(0) : values) + " " + micros);
    }
  }

  private static void flatten(JsonNode argument, List<Object> into) {
    if (argument.isArray()) {
      argument.forEach(element -> flatten(element, into));
    } else if (argument.isNumber()) {
      into.add(argument.asDouble());
    } else if (argument.isTextual()) {
      into.add(argument.asText());
    } else if (argument.isBoolean() || argument.has("I")) {
      into.add(argument.has("I") || argument.asBoolean() ? 1.0 : 0.0);
    } else {
      into.add(argument);
    }
  }
}
