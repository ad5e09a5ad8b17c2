package lumen.connectors.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Lines to a topic, exactly once or as they come. The connector's own sink carries the properties
 * of its clients with the job; this one carries the name of their file, which is read where clients
 * are made.
 *
 * @param <T> what lines are made of
 */
final class TopicSink<T>
    implements TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  private final KafkaOutputOptions output;
  private final KafkaRecordSerializationSchema<T> records;
  private final boolean atOnce;

  /**
   * Makes the sink.
   *
   * @param atOnce whether lines are written as they come, at least once, instead of in transactions
   */
  TopicSink(KafkaOutputOptions output, KafkaRecordSerializationSchema<T> records, boolean atOnce) {
    this.output = output;
    this.records = records;
    this.atOnce = atOnce;
  }

  private KafkaSink<T> opened() throws IOException {
    return sink(output.brokers().client());
  }

  /** One whose clients nobody makes. */
  private KafkaSink<T> closed() {
    return sink(ClientProperties.none());
  }

  private KafkaSink<T> sink(ClientProperties client) {
    Properties properties = new Properties();
    // What goes at once is few lines: making them shorter takes longer than it spares, and those
    // of one moment go together.
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, atOnce ? "none" : "lz4");
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, atOnce ? "1" : "20");
    properties.setProperty(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        Long.toString(KafkaLines.DELIVERY_TIMEOUT_MILLIS));
    properties.putAll(client.with(output.bootstrap(), output.clientProperties()));
    if (!atOnce) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(KafkaLines.TRANSACTION_TIMEOUT_MILLIS));
    }
    return KafkaSink.<T>builder()
        .setBootstrapServers(output.bootstrap())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(
            atOnce ? DeliveryGuarantee.AT_LEAST_ONCE : DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(output.transactionalIdPrefix() + "-" + output.topic())
        .setRecordSerializer(records)
        .build();
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return opened().createWriter(context);
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    return opened().restoreWriter(context, state);
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return opened().createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return closed().getWriterStateSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return closed().getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    closed().addPostCommitTopology(committed);
  }
}
