package lumen.runtime.job;

import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.ValueTypeInfo;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where events come from. */
@FunctionalInterface
public interface Inlet {
  /** Adds it to the job, at parallelism 1. */
  DataStream<Envelope> attach(StreamExecutionEnvironment env);

  /** An inlet that is one source, which emits its watermarks itself. */
  static Inlet of(Source<Envelope, ?, ?> source, OperatorId id) {
    return env ->
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                id.title(),
                new ValueTypeInfo<>(Envelope.class, EnvelopeSerializer.INSTANCE))
            .uid(id.uid())
            .setParallelism(1);
  }
}
