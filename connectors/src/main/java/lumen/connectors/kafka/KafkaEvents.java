package lumen.connectors.kafka;

import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.ValueTypeInfo;
import lumen.intake.IntakeMaker;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
   * Adds the source and the blocker, chained, both as many as the input has readers. What comes out
   * carries its own watermarks; of several readers, behind {@link #merged}.
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
    return attach(
        env,
        input,
        IntakeMaker.ofEvents(rules),
        rules.sourceIdleMicros(),
        sourceUid,
        sourceName,
        blockerUid,
        blockerName);
  }

  /**
   * Adds the source and what takes its records, chained, both as many as the input has readers.
   * What comes out carries its own watermarks; of several readers, behind {@link #merged}.
   *
   * @param input what is read
   * @param maker makes what takes the records of a partition
   * @param idleMicros a partition silent for so long holds up no other
   */
  public static SingleOutputStreamOperator<Envelope> attach(
      StreamExecutionEnvironment env,
      KafkaInputOptions input,
      IntakeMaker maker,
      long idleMicros,
      String sourceUid,
      String sourceName,
      String blockerUid,
      String blockerName) {
    return records(env, input, sourceUid, sourceName)
        .transform(blockerName, ENVELOPES, new BlockOperator(input, maker, idleMicros))
        .uid(blockerUid)
        .setParallelism(input.readers());
  }

  /**
   * Puts the readers of a topic together, at parallelism 1; one reader goes on as it is.
   *
   * @param read what {@link #attach} gave for the same input
   * @param idleMicros a partition silent for so long holds up no other
   */
  public static SingleOutputStreamOperator<Envelope> merged(
      SingleOutputStreamOperator<Envelope> read,
      KafkaInputOptions input,
      long idleMicros,
      String uid,
      String name) {
    return input.readers() == 1
        ? read
        : read.transform(name, ENVELOPES, new MergeOperator(input, idleMicros))
            .uid(uid)
            .setParallelism(1);
  }

  /**
   * Adds the source and the operator that makes commands of its records, chained, both at
   * parallelism 1: commands have one reader. It holds event time back only until it has read what
   * the topic holds.
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
        new EndingSource<>(new TopicSource(input), input.endMillis(), KafkaEvents::mark);
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), name, KafkaRecordSerializer.TYPE)
        .uid(uid)
        .setParallelism(input.readers());
  }

  private static KafkaRecord mark(KafkaPartitionSplit split) {
    return KafkaRecord.assigned(split.getTopic(), split.getPartition());
  }
}
