package lumen.fusion.ingest;

import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.SampleBlock;
import lumen.event.SampleBlockSerializer;
import lumen.event.ValueTypeInfo;
import lumen.fusion.OperatorId;
import lumen.fusion.sink.Outputs;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From the source to samples of channels.
 *
 * @param samples blocks of samples
 * @param rejects lines that were not taken
 * @param late events behind their stream's line
 * @param facts text events
 * @param accounts what became of the events
 */
public record IngestStage(
    DataStream<SampleBlock> samples,
    DataStream<String> rejects,
    DataStream<String> late,
    DataStream<String> facts,
    DataStream<String> accounts) {

  /** Adds the stage; source and splitter run at parallelism 1. */
  public static IngestStage attach(StreamExecutionEnvironment env, Source<Envelope, ?, ?> source) {
    DataStream<Envelope> envelopes =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                OperatorId.REPLAY.title(),
                new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE))
            .uid(OperatorId.REPLAY.uid())
            .setParallelism(1);
    SingleOutputStreamOperator<SampleBlock> samples =
        envelopes
            .process(
                new EnvelopeSplitter(),
                new ValueTypeInfo<>(SampleBlock.class, SampleBlockSerializer.INSTANCE))
            .uid(OperatorId.INGEST.uid())
            .name(OperatorId.INGEST.title())
            .setParallelism(1);
    return new IngestStage(
        samples,
        samples.getSideOutput(Outputs.REJECTS),
        samples.getSideOutput(Outputs.LATE),
        samples.getSideOutput(Outputs.FACTS),
        samples.getSideOutput(Outputs.ACCOUNTS));
  }
}
