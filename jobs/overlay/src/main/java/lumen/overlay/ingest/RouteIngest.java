package lumen.overlay.ingest;

import java.util.List;
import lumen.event.Envelope;
import lumen.event.Row;
import lumen.event.RowSerializer;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Notice;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From the source to lines of tenants.
 *
 * @param rows lines and commands on their way to their tenants, in the order of their logs
 * @param ends ends of logs
 * @param notices what was not taken
 */
public record RouteIngest(
    DataStream<Row> rows, DataStream<Row> ends, DataStream<Notice<?>> notices) {

  /**
   * Of the one way between tasks that a gateway waits for. A timeout instead would be a thread for
   * each such way that wakes as often.
   */
  private static final long AT_ONCE = 0;

  /** Adds the stage; inlets and splitter run at parallelism 1. */
  public static RouteIngest attach(
      StreamExecutionEnvironment env, List<Inlet> inlets, OverlayRun run) {
    DataStream<Envelope> envelopes =
        inlets.stream()
            .map(inlet -> inlet.attach(env))
            .reduce((a, b) -> a.union(b))
            .orElseThrow(() -> new IllegalArgumentException("a job must have an input"));
    SingleOutputStreamOperator<Row> rows =
        envelopes
            .process(
                new RowSplitFunction(OverlayCommands.reader(run.settings().file().gates())),
                RowSerializer.TYPE)
            .uid(OverlayOperator.INGEST.uid())
            .name(OverlayOperator.INGEST.title())
            .setParallelism(1);
    if (run.live()) {
      rows.setBufferTimeout(AT_ONCE);
    }
    return new RouteIngest(
        rows,
        rows.getSideOutput(RowSplitFunction.ENDS),
        RouteOutlets.NOTICES.leaving(rows, OverlayOperator.INGEST_NOTICES));
  }
}
