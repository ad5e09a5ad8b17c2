package lumen.runtime.lines;

import lumen.runtime.job.OperatorId;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Notices of all stages on their way to their outputs: one task for all files and topics, since
 * they are seldom and nobody waits for them.
 *
 * @param sorted gives every output as a side output
 */
public record NoticeStage(SingleOutputStreamOperator<Void> sorted) {

  /**
   * Adds the stage and writes its outputs; it runs at parallelism 1.
   *
   * @param leaving notices as they leave the stages
   */
  public static NoticeStage attach(
      DataStream<Notice<?>> leaving, Notices notices, OperatorId sorting, Sinks sinks) {
    NoticeStage stage =
        new NoticeStage(
            leaving
                .process(new NoticeFunction(), Types.VOID)
                .uid(sorting.uid())
                .name(sorting.title())
                .setParallelism(1));
    notices.outputs().forEach(output -> stage.write(output, sinks));
    return stage;
  }

  private <T> void write(UnorderedOutput<T> output, Sinks sinks) {
    SinkStage.attach(values(output), output, sinks);
  }

  /** The values of an output. */
  public <T> DataStream<T> values(UnorderedOutput<T> output) {
    return sorted.getSideOutput(output.tag());
  }
}
