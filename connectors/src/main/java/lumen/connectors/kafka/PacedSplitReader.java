package lumen.connectors.kafka;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Asks the broker again {@link #PACE_NANOS} after it was answered, and not at once. A broker
 * answers with the first record that it has: of a topic of thousands of records a second each would
 * be fetched, handed on and waited for by itself, and that costs more than what is done with it.
 * Nothing is asked more often while there is nothing, since the broker waits with its answer.
 */
final class PacedSplitReader extends KafkaPartitionSplitReader {
  /** How long records may lie at the broker, nanoseconds. */
  static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private long answeredNanos = System.nanoTime() - PACE_NANOS;

  PacedSplitReader(
      Properties properties, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(properties, context, metrics);
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    LockSupport.parkNanos(answeredNanos + PACE_NANOS - System.nanoTime());
    RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records = super.fetch();
    answeredNanos = System.nanoTime();
    return records;
  }
}
