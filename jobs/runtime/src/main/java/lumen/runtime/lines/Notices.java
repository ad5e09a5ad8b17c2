package lumen.runtime.lines;

import java.util.List;
import lumen.runtime.job.OperatorId;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The outputs of a job that are seldom and that nobody waits for: what became of events that were
 * not used, and accounts of them. Each stage emits their values by one tag, and they leave it by
 * one edge.
 */
public final class Notices {
  /** Notices are committed with checkpoints, and a checkpoint pushes on what waits. */
  private static final long WAIT_MILLIS = 1_000;

  private final List<UnorderedOutput<?>> outputs;
  private final NoticeTypeInfo type;
  private final OutputTag<Notice<?>> tag;

  private Notices(List<UnorderedOutput<?>> outputs) {
    this.outputs = outputs;
    type = NoticeTypeInfo.of(outputs);
    tag = new OutputTag<>("notices", type);
  }

  /** Notices of these outputs. */
  public static Notices of(UnorderedOutput<?>... outputs) {
    return new Notices(List.of(outputs));
  }

  /** Where a stage emits what it did not take, and what became of the rest. */
  public OutputTag<Notice<?>> tag() {
    return tag;
  }

  List<UnorderedOutput<?>> outputs() {
    return outputs;
  }

  /** The notices of a stage on their way out: in its own task, and without its watermarks. */
  public DataStream<Notice<?>> leaving(SingleOutputStreamOperator<?> stage, OperatorId leaving) {
    return stage
        .getSideOutput(tag)
        .transform(leaving.title(), type, SeldomMarksOperator.<Notice<?>>last())
        .uid(leaving.uid())
        .setParallelism(stage.getParallelism())
        .setBufferTimeout(WAIT_MILLIS);
  }
}
