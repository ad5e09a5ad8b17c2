package lumen.ctl.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.osc.OscInput;
import lumen.connectors.osc.OscOptions;
import lumen.connectors.replay.RecordedParts;
import lumen.event.EventParser;
import lumen.event.ParsedEvent;
import lumen.intake.LiveMessage;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job reads of what was sent is the event that was recorded. */
@Timeout(60)
class PlayWaysTest {
  private static final List<String> LINES =
      List.of(
          "{\"ts\":1760000000.25,\"source\":\"belt\",\"key\":\"acc z\",\"value\":-0.1234567890123}",
          "{\"lumen\":\"log\",\"version\":1}",
          "{\"ts\":1760000000.5,\"source\":\"belt\",\"key\":\"/eeg\",\"value\":[1,NaN,2.5],\"meta\":{\"tenant\":\"a\"}}",
          "{\"ts\":1760000000.75,\"source\":\"belt\",\"key\":\"pose\",\"value\":{\"x\":1,\"y\":\"no\",\"z\":3e-9}}",
          "not an event",
          "{\"ts\":1760000001,\"source\":\"desk\",\"key\":\"note\",\"value\":\"take 1\"}",
          "{\"ts\":1760000001.5,\"source\":\"desk\",\"key\":\"note\",\"value\":\"größer\"}");

  @TempDir private Path folder;

  private List<PlayedEvent> events() throws Exception {
    Path file = Files.write(folder.resolve("rec.ndjson"), LINES);
    List<PlayedEvent> events = new ArrayList<>();
    try (PlayedStreams streams =
        new PlayedStreams(List.of(new RecordedParts("rec", List.of(file.toString()))))) {
      for (PlayedEvent event = streams.next(); event != null; event = streams.next()) {
        events.add(event);
      }
      assertThat(streams.passedOver()).isEqualTo(2);
    }
    return events;
  }

  private static List<String> heard(String onlySource, List<PlayedEvent> events, int messages)
      throws Exception {
    List<String> heard = new ArrayList<>();
    try (OscInput input = new OscInput(OscOptions.at("127.0.0.1", 0), ArrivalClock.ofMachine())) {
      input.open(() -> {});
      try (OscWay way = new OscWay("osc", onlySource, "127.0.0.1", input.address().getPort())) {
        int sent = 0;
        for (PlayedEvent event : events) {
          sent += way.send(event, event.source(), 1, event.micros());
        }
        assertThat(sent).isEqualTo(messages);
        assertThat(way.refused()).isZero();
        await()
            .until(
                () ->
                    input.drain(message -> heard.add(text(message)), 100) >= 0
                        && heard.size() >= messages);
      }
    }
    return heard;
  }

  private static String text(LiveMessage message) {
    if (message instanceof LiveMessage.Scalar one) {
      return one.key() + ' ' + one.value() + ' ' + one.eventMicros() % 10_000_000;
    } else if (message instanceof LiveMessage.Elements some) {
      return some.key() + ' ' + List.of(some.values()[0], some.values()[1], some.values()[2]);
    } else if (message instanceof LiveMessage.Text words) {
      return words.key() + ' ' + words.text();
    }
    return message.toString();
  }

  @Test
  void streamOfASourceHearsItsEventsByOsc() throws Exception {
    assertThat(heard("belt", events(), 4))
        .containsExactly(
            "/acc%20z -0.1234567890123 250000",
            "/eeg [1.0, NaN, 2.5]", "/pose.x 1.0 750000", "/pose.z 3.0E-9 750000");
  }

  @Test
  void streamOfAllHearsThemUnderTheirSources() throws Exception {
    assertThat(heard("", events(), 5))
        .contains("/belt/acc%20z -0.1234567890123 250000", "/belt/eeg [1.0, NaN, 2.5]")
        .contains("/desk/note take 1");
  }

  @Test
  void recordsOfATopicAreTheEventsWithSourcesOfTheirCopy() throws Exception {
    List<PlayedEvent> events = events();
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    TopicWay way = new TopicWay("kafka", "t", producer);
    for (PlayedEvent event : events) {
      assertThat(way.send(event, event.source() + ".2", 2, PlayWay.AS_IT_ARRIVES)).isEqualTo(1);
    }
    assertThat(producer.history()).hasSize(5);
    EventParser parser = new EventParser();
    for (int i = 0; i < 5; i++) {
      ProducerRecord<byte[], byte[]> record = producer.history().get(i);
      ParsedEvent read = parser.parse(record.value(), 0, record.value().length);
      assertThat(read.reason()).isNull();
      assertThat(read.micros()).isEqualTo(events.get(i).micros());
      assertThat(read.source().text()).isEqualTo(events.get(i).source() + ".2");
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(read.source().text());
      assertThat(read.key().text()).isEqualTo(events.get(i).key());
    }
    assertThat(new String(producer.history().get(1).value(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"ts\":1760000000.500000,\"source\":\"belt.2\",\"key\":\"/eeg\",\"value\":[1,NaN,2.5],\"meta\":{\"tenant\":\"a\"}}");
    way.send(events.get(0), "belt", 1, 5_000_001);
    assertThat(new String(producer.history().get(5).value(), StandardCharsets.UTF_8))
        .startsWith("{\"ts\":5.000001,");
  }

  @Test
  void whatABrokerRefusesIsCountedWithItsReason() throws Exception {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    TopicWay way = new TopicWay("kafka", "t", producer);
    PlayedEvent event = events().get(0);
    way.send(event, "belt", 1, PlayWay.AS_IT_ARRIVES);
    way.send(event, "belt", 1, PlayWay.AS_IT_ARRIVES);
    assertThat(producer.errorNext(new IllegalStateException("not authorised"))).isTrue();
    assertThat(producer.completeNext()).isTrue();
    assertThat(way.refused()).isEqualTo(1);
    assertThat(way.refusal()).isEqualTo("not authorised");
  }
}
