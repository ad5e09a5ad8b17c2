package lumen.connectors.kafka;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records of a topic. The connector's own source carries the properties of its clients with the
 * job; this one carries the name of their file, which is read where clients are made.
 */
final class TopicSource implements Source<KafkaRecord, KafkaPartitionSplit, KafkaSourceEnumState> {
  private static final long serialVersionUID = 1L;

  private final KafkaInputOptions input;

  TopicSource(KafkaInputOptions input) {
    this.input = input;
  }

  private KafkaSource<KafkaRecord> opened() throws IOException {
    return source(input.brokers().client());
  }

  /** One whose clients nobody makes. */
  private KafkaSource<KafkaRecord> closed() {
    return source(ClientProperties.none());
  }

  private Properties properties(ClientProperties client) {
    Properties properties = new Properties();
    properties.setProperty(
        "partition.discovery.interval.ms", Long.toString(KafkaEvents.DISCOVERY_MILLIS));
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(KafkaEvents.PATIENCE_MILLIS));
    properties.putAll(client.with(input.bootstrap(), input.clientProperties()));
    return properties;
  }

  KafkaSource<KafkaRecord> source(ClientProperties client) {
    return KafkaSource.<KafkaRecord>builder()
        .setBootstrapServers(input.bootstrap())
        .setTopics(input.topic())
        .setGroupId(input.group())
        .setClientIdPrefix(clientId(client))
        .setStartingOffsets(start(input.start()))
        .setProperties(properties(client))
        .setDeserializer(new RecordReading())
        .build();
  }

  /** What the connector's own source gives its readers. */
  Properties ofReader(ClientProperties client) {
    Properties properties = properties(client);
    properties.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            input.bootstrap(),
            ConsumerConfig.GROUP_ID_CONFIG,
            input.group(),
            KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
            clientId(client),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            start(input.start()).getAutoOffsetResetStrategy().name().toLowerCase(Locale.ROOT),
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName()));
    return properties;
  }

  private String clientId(ClientProperties client) {
    return client.get(ConsumerConfig.CLIENT_ID_CONFIG, input.group());
  }

  /** The connector has no other name for a reset yet. */
  @SuppressWarnings("deprecation")
  private static OffsetsInitializer start(KafkaInputOptions.Start start) {
    return switch (start) {
      case COMMITTED_ELSE_EARLIEST ->
          OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<KafkaRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return input.atOnce() ? paced(context) : opened().createReader(context);
  }

  /** As the connector's own source makes one, with a reader of splits that paces itself. */
  private SourceReader<KafkaRecord, KafkaPartitionSplit> paced(SourceReaderContext context)
      throws IOException {
    Properties properties = ofReader(input.brokers().client());
    Configuration configuration = new Configuration();
    properties
        .stringPropertyNames()
        .forEach(name -> configuration.setString(name, properties.getProperty(name)));
    var queue =
        new FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>>();
    KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
    KafkaSourceFetcherManager fetchers =
        new KafkaSourceFetcherManager(
            queue, () -> new PacedSplitReader(properties, context, metrics), finished -> {});
    return new KafkaSourceReader<>(
        queue,
        fetchers,
        new KafkaRecordEmitter<>(new RecordReading()),
        configuration,
        context,
        metrics);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws IOException {
    return opened().createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws IOException {
    return opened().restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return closed().getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return closed().getEnumeratorCheckpointSerializer();
  }

  /** Takes records as they are. Nothing of a record can make it fail. */
  private static final class RecordReading
      implements KafkaRecordDeserializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KafkaRecord> out) {
      out.collect(
          new KafkaRecord(record.topic(), record.partition(), record.offset(), record.value()));
    }

    @Override
    public TypeInformation<KafkaRecord> getProducedType() {
      return KafkaRecordSerializer.TYPE;
    }
  }
}
