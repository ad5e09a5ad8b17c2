package lumen.governance.ingest;

import java.util.List;
import lumen.event.Envelope;
import lumen.event.Row;
import lumen.event.RowSerializer;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.sink.GovernanceOutlets;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Notice;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From the source to lines of services.
 *
 * @param rows lines and commands on their way to their services, in the order of their streams
 * @param notices what was not taken, and what became of the rest
 */
public record ServiceIngest(DataStream<Row> rows, DataStream<Notice<?>> notices) {

  /** Adds the stage; inlets and splitter run at parallelism 1. */
  public static ServiceIngest attach(StreamExecutionEnvironment env, List<Inlet> inlets) {
    DataStream<Envelope> envelopes =
        inlets.stream()
            .map(inlet -> inlet.attach(env))
            .reduce((a, b) -> a.union(b))
            .orElseThrow(() -> new IllegalArgumentException("a job must have an input"));
    SingleOutputStreamOperator<Row> rows =
        envelopes
            .process(new ServiceSplitFunction(), RowSerializer.TYPE)
            .uid(GovernanceOperator.INGEST.uid())
            .name(GovernanceOperator.INGEST.title())
            .setParallelism(1);
    return new ServiceIngest(
        rows, GovernanceOutlets.NOTICES.leaving(rows, GovernanceOperator.INGEST_NOTICES));
  }
}
