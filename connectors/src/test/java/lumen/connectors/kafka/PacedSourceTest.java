package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Properties;
import lumen.connectors.kafka.KafkaInputOptions.Start;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that paces itself is made here: it must be told what the connector tells its own. */
final class PacedSourceTest {
  @ParameterizedTest
  @EnumSource(Start.class)
  void readerIsToldWhatTheConnectorTellsItsOwn(Start start) throws ReflectiveOperationException {
    KafkaInputOptions input =
        new KafkaInputOptions(
            "log",
            "127.0.0.1:9092",
            "log",
            "group",
            start,
            Map.of("max.poll.records", "7"),
            50,
            1,
            0,
            EndingSource.NEVER);
    assertThat(input.atOnce()).isTrue();
    TopicSource source = new TopicSource(input);
    Field told = KafkaSource.class.getDeclaredField("props");
    told.setAccessible(true);
    Object own = told.get(source.source(ClientProperties.none()));
    Properties paced = source.ofReader(ClientProperties.none());
    assertThat(paced).isEqualTo(own).containsEntry("max.poll.records", "7");
  }
}
