package lumen.connectors.kafka;

import java.util.Properties;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.ValueTypeInfo;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Reads sensor events, or an operator's commands, from a topic, one JSON object in the value of
 * each record.
 *
 * <p>Only committed transactions are read. Offsets are in the job's checkpoints; they are committed
 * to the broker beside, so that a new job may begin where an old one left off. New partitions are
 * found within {@link #DISCOVERY_MILLIS}.
 */
public final class KafkaEvents {
  /** How often new partitions are looked for, milliseconds. */
  static final long DISCOVERY_MILLIS = 10_000;

  /** How long a broker may be away before the job fails and begins again, milliseconds. */
  static final long PATIENCE_MILLIS = 600_000;

  private static final ValueTypeInfo<Envelope> ENVELOPES =
      new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE);

  private KafkaEvents() {}

  /**
   * Adds the source and the blocker, chained, both at parallelism 1. What comes out carries its own
   * watermarks.
   *
   * @param input what is read
   * @param rules lateness, clocks and key patterns; speed and follow have no meaning here
   */
  public static SingleOutputStreamOperator<Envelope> attach(
      StreamExecutionEnvironment env,
      KafkaInputOptions input,
      ReplayOptions rules,
      String sourceUid,
      String sourceName,
      String blockerUid,
      String blockerName) {
    return records(env, input, sourceUid, sourceName)
        .transform(blockerName, ENVELOPES, new BlockOperator(input, rules))
        .uid(blockerUid)
        .setParallelism(1);
  }

  /**
   * Adds the source and the operator that makes commands of its records, chained, both at
   * parallelism 1. It holds event time back only until it has read what the topic holds.
   *
   * @param input what is read; what it says of gathering and silence has no meaning here
   */
  public static SingleOutputStreamOperator<Envelope> attachCommands(
      StreamExecutionEnvironment env,
      KafkaInputOptions input,
      String sourceUid,
      String sourceName,
      String takerUid,
      String takerName) {
    return records(env, input, sourceUid, sourceName)
        .transform(takerName, ENVELOPES, new CommandOperator(input.stream()))
        .uid(takerUid)
        .setParallelism(1);
  }

  private static SingleOutputStreamOperator<KafkaRecord> records(
      StreamExecutionEnvironment env, KafkaInputOptions input, String uid, String name) {
    EndingSource<KafkaRecord, KafkaPartitionSplit, KafkaSourceEnumState> source =
        new EndingSource<>(source(input), input.endMillis(), KafkaEvents::mark);
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), name, KafkaRecordSerializer.TYPE)
        .uid(uid)
        .setParallelism(1);
  }

  private static KafkaRecord mark(KafkaPartitionSplit split) {
    return KafkaRecord.assigned(split.getTopic(), split.getPartition());
  }

  private static KafkaSource<KafkaRecord> source(KafkaInputOptions input) {
    Properties properties = new Properties();
    properties.setProperty("partition.discovery.interval.ms", Long.toString(DISCOVERY_MILLIS));
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE_MILLIS));
    properties.putAll(input.clientProperties());
    return KafkaSource.<KafkaRecord>builder()
        .setBootstrapServers(input.bootstrap())
        .setTopics(input.topic())
        .setGroupId(input.group())
        .setClientIdPrefix(input.group())
        .setStartingOffsets(start(input.start()))
        .setProperties(properties)
        .setDeserializer(new RecordReading())
        .build();
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
