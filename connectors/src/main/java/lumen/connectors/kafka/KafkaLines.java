package lumen.connectors.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lumen.event.TextOf;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes lines of JSON to a topic, exactly once: a transaction for each checkpoint, which is
 * committed when the checkpoint is complete. Readers with {@code isolation.level=read_committed}
 * see each line once, whatever failed in between.
 *
 * <p>A record's value is the line in UTF-8, its key the tenant, its time that of writing: the event
 * time stands in the line, and a broker drops old records by their time.
 */
public final class KafkaLines {
  /** The header that names the form of the line, such as {@code frame-1}. */
  public static final String SCHEMA = "lumen-schema";

  /** A broker takes at most 15 min unless told otherwise; the connector's own default is 1 h. */
  static final long TRANSACTION_TIMEOUT_MILLIS = 600_000;

  /** As long as a producer waits for topics and transactions; the client's own default is 2 min. */
  static final long DELIVERY_TIMEOUT_MILLIS = 60_000;

  private KafkaLines() {}

  /**
   * A sink for one topic, to be used at parallelism 1.
   *
   * @param line what is written of a value
   * @param key the key of its record, null for none; records of one key stay in order
   */
  public static <T> Sink<T> sink(KafkaOutputOptions output, TextOf<T> line, TextOf<T> key) {
    return new TopicSink<>(output, new LineRecord<>(output, line, key), false);
  }

  /**
   * A sink that writes each line as it comes, without a transaction: at least once, since after a
   * failure what was written since the last checkpoint comes again, the same bytes.
   *
   * @param line what is written of a value
   * @param key the key of its record, null for none; records of one key stay in order
   */
  public static <T> Sink<T> atOnce(KafkaOutputOptions output, TextOf<T> line, TextOf<T> key) {
    return new TopicSink<>(output, new LineRecord<>(output, line, key), true);
  }

  /** A line as a record. */
  private static final class LineRecord<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final KafkaOutputOptions output;
    private final TextOf<T> line;
    private final TextOf<T> key;

    LineRecord(KafkaOutputOptions output, TextOf<T> line, TextOf<T> key) {
      this.output = output;
      this.line = line;
      this.key = key;
    }

    /** A producer would wait a minute for a topic that is not there, at every start. */
    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
        throws IOException, InterruptedException {
      TopicPresence.require(output);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        T value, KafkaSinkContext context, Long timestamp) {
      String name = key.of(value);
      Header header = new RecordHeader(SCHEMA, utf8(output.schema()));
      return new ProducerRecord<>(
          output.topic(),
          null,
          name == null ? null : utf8(name),
          utf8(line.of(value)),
          List.of(header));
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
