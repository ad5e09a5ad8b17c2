package lumen.runtime.lines;

import lumen.runtime.job.OperatorId;
import lumen.runtime.lines.Output.Complete;
import lumen.runtime.lines.Output.Operators;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Everything that leaves a job. All sinks run at parallelism 1. */
public final class SinkStage {
  private SinkStage() {}

  /**
   * Puts the values of an output in one order and writes them.
   *
   * @param values as the stage emits them
   * @param steps the steps
   * @param horizonMicros how far the watermark is past a step when it is complete, of an output
   *     that waits for it
   * @return the values in their order
   */
  public static <T> DataStream<T> attach(
      DataStream<T> values, Output<T> output, Steps steps, long horizonMicros, Sinks sinks) {
    TypeInformation<T> type = output.tag().getTypeInfo();
    Operators operators = output.operators();
    long behind = output.complete() == Complete.AFTER_HORIZON ? horizonMicros : 0;
    DataStream<T> leaving = values;
    if (operators.leaving() != null) {
      leaving =
          values
              .transform(
                  operators.leaving().title(), type, SeldomMarksOperator.<T>perStep(steps, behind))
              .uid(operators.leaving().uid());
    }
    DataStream<T> ordered =
        leaving
            .transform(
                operators.ordering().title(), type, new OrderOperator<>(output, steps, behind))
            .uid(operators.ordering().uid())
            .setParallelism(1);
    attach(ordered, sinks.of(output), operators.writing());
    return ordered;
  }

  /** Writes the values of an output as they come. */
  public static <T> void attach(DataStream<T> values, UnorderedOutput<T> output, Sinks sinks) {
    attach(values, sinks.of(output), output.writing());
  }

  /** Hands values to a sink as they come. */
  public static <T> void attach(DataStream<T> values, Sink<T> sink, OperatorId writing) {
    values.sinkTo(sink).uid(writing.uid()).name(writing.title()).setParallelism(1);
  }
}
