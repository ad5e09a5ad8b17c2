package lumen.runtime.lines;

import lumen.runtime.job.OperatorId;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * What became of events that were not used, and accounts of them: one edge from each stage, one
 * task for all files and topics, since they are seldom and nobody waits for them.
 *
 * @param rejects what was not taken
 * @param late what came too late
 * @param accounts what became of events and commands
 */
public record NoticeStage(
    DataStream<String> rejects, DataStream<String> late, DataStream<String> accounts) {

  /** Where a stage emits what it did not take, what came too late, and what became of the rest. */
  public static final OutputTag<NoticeLine> NOTICES =
      new OutputTag<>("notices", NoticeLineSerializer.TYPE);

  /** Notices are committed with checkpoints, and a checkpoint pushes on what waits. */
  private static final long NOTICES_WAIT_MILLIS = 1_000;

  /** The notices of a stage on their way out: in its own task, and without its watermarks. */
  public static DataStream<NoticeLine> leaving(
      SingleOutputStreamOperator<?> stage, OperatorId leaving) {
    return stage
        .getSideOutput(NOTICES)
        .transform(leaving.title(), NoticeLineSerializer.TYPE, SeldomMarksOperator.last())
        .uid(leaving.uid())
        .setParallelism(stage.getParallelism())
        .setBufferTimeout(NOTICES_WAIT_MILLIS);
  }

  /** Adds the stage; it runs at parallelism 1. */
  public static NoticeStage attach(DataStream<NoticeLine> notices, OperatorId sorting) {
    SingleOutputStreamOperator<String> rejects =
        notices
            .process(new NoticeFunction(), Types.STRING)
            .uid(sorting.uid())
            .name(sorting.title())
            .setParallelism(1);
    return new NoticeStage(
        rejects,
        rejects.getSideOutput(NoticeFunction.LATE),
        rejects.getSideOutput(NoticeFunction.ACCOUNTS));
  }
}
