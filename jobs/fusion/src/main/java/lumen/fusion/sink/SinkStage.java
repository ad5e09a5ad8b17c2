package lumen.fusion.sink;

import lumen.fusion.graph.OperatorId;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Everything that leaves the job. All sinks run at parallelism 1. */
public final class SinkStage {
  private SinkStage() {}

  /**
   * Puts lines in one order and writes them.
   *
   * @return the lines in their order
   */
  public static DataStream<String> attachOrdered(
      DataStream<OrderedLine> lines,
      long horizonMicros,
      Sink<String> sink,
      OperatorId ordering,
      OperatorId writing) {
    DataStream<String> ordered =
        lines
            .transform(ordering.title(), Types.STRING, new LineOrdering(horizonMicros))
            .uid(ordering.uid())
            .setParallelism(1);
    attach(ordered, sink, writing);
    return ordered;
  }

  /** Writes lines as they come. */
  public static void attach(DataStream<String> lines, Sink<String> sink, OperatorId writing) {
    lines.sinkTo(sink).uid(writing.uid()).name(writing.title()).setParallelism(1);
  }
}
