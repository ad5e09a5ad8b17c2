package lumen.fusion.sink;

import lumen.fusion.graph.OperatorId;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What became of events that did not become samples: one edge from each stage, one task for all
 * files and topics, since they are seldom and nobody waits for them.
 *
 * @param rejects what was not taken
 * @param late what came too late
 * @param accounts what became of events and commands
 */
public record NoticeStage(
    DataStream<String> rejects, DataStream<String> late, DataStream<String> accounts) {

  /** Adds the stage; it runs at parallelism 1. */
  public static NoticeStage attach(DataStream<NoticeLine> notices) {
    SingleOutputStreamOperator<String> rejects =
        notices
            .process(new NoticeSorter(), Types.STRING)
            .uid(OperatorId.NOTICES.uid())
            .name(OperatorId.NOTICES.title())
            .setParallelism(1);
    return new NoticeStage(
        rejects,
        rejects.getSideOutput(NoticeSorter.LATE),
        rejects.getSideOutput(NoticeSorter.ACCOUNTS));
  }
}
