package lumen.fusion.sink;

import lumen.fusion.graph.OperatorId;
import lumen.signal.grid.TargetGrid;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Everything that leaves the job. All sinks run at parallelism 1. */
public final class SinkStage {
  /** Notices are committed with checkpoints, and a checkpoint pushes on what waits. */
  private static final long NOTICES_WAIT_MILLIS = 1_000;

  private SinkStage() {}

  /** The notices of a stage on their way out: in its own task, and without its watermarks. */
  public static DataStream<NoticeLine> notices(
      SingleOutputStreamOperator<?> stage, OperatorId leaving) {
    return seldom(
            stage.getSideOutput(Outputs.NOTICES),
            NoticeLineSerializer.TYPE,
            SeldomMarks.last(),
            leaving)
        .setParallelism(stage.getParallelism())
        .setBufferTimeout(NOTICES_WAIT_MILLIS);
  }

  /**
   * Lines of steps on their way to be put in order, with only the watermarks that complete one.
   *
   * @param horizonMicros how far the watermark is past a step when its lines are made
   */
  public static DataStream<OrderedLine> perStep(
      DataStream<OrderedLine> lines, TargetGrid grid, long horizonMicros, OperatorId leaving) {
    return seldom(
        lines, OrderedLineSerializer.TYPE, SeldomMarks.perStep(grid, horizonMicros), leaving);
  }

  private static <T> SingleOutputStreamOperator<T> seldom(
      DataStream<T> stream, TypeInformation<T> type, SeldomMarks<T> marks, OperatorId leaving) {
    return stream.transform(leaving.title(), type, marks).uid(leaving.uid());
  }

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
