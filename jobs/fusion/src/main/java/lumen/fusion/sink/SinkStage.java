package lumen.fusion.sink;

import lumen.fusion.graph.OperatorId;
import lumen.fusion.sink.Output.Complete;
import lumen.fusion.sink.Output.Operators;
import lumen.signal.grid.TargetGrid;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
    return stage
        .getSideOutput(Outputs.NOTICES)
        .transform(leaving.title(), NoticeLineSerializer.TYPE, SeldomMarks.last())
        .uid(leaving.uid())
        .setParallelism(stage.getParallelism())
        .setBufferTimeout(NOTICES_WAIT_MILLIS);
  }

  /**
   * Puts the values of an output in one order and writes them.
   *
   * @param values as the stage emits them
   * @param grid the steps of the fusion
   * @param horizonMicros how far the watermark is past a step of the fusion when it is complete
   * @return the values in their order
   */
  public static <T> DataStream<T> attach(
      DataStream<T> values, Output<T> output, TargetGrid grid, long horizonMicros, Sinks sinks) {
    TypeInformation<T> type = output.tag().getTypeInfo();
    Operators operators = output.operators();
    long behind = output.complete() == Complete.AFTER_HORIZON ? horizonMicros : 0;
    DataStream<T> leaving = values;
    if (operators.leaving() != null) {
      leaving =
          values
              .transform(operators.leaving().title(), type, SeldomMarks.<T>perStep(grid, behind))
              .uid(operators.leaving().uid());
    }
    DataStream<T> ordered =
        leaving
            .transform(
                operators.ordering().title(), type, new LineOrdering<>(output.form(), grid, behind))
            .uid(operators.ordering().uid())
            .setParallelism(1);
    attach(ordered, sinks.of(output), operators.writing().uid(), operators.writing().title());
    return ordered;
  }

  /** Writes values as they come. */
  public static <T> void attach(DataStream<T> values, Sink<T> sink, OperatorId writing) {
    attach(values, sink, writing.uid(), writing.title());
  }

  private static <T> void attach(DataStream<T> values, Sink<T> sink, String uid, String title) {
    values.sinkTo(sink).uid(uid).name(title).setParallelism(1);
  }
}
