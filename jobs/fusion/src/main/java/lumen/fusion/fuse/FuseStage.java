package lumen.fusion.fuse;

import lumen.fusion.graph.JobSettings;
import lumen.fusion.graph.OperatorId;
import lumen.fusion.sink.NoticeLine;
import lumen.fusion.sink.OrderedLine;
import lumen.fusion.sink.OrderedLineSerializer;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.SinkStage;
import lumen.fusion.tenant.TenantInput;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From aligned steps to frames, and from these to control frames and evidence.
 *
 * @param frames frames as lines
 * @param channels channel frames as lines
 * @param control control frames as lines
 * @param evidence evidence as lines
 * @param notices commands that were not carried out, text events that came too late, and accounts
 *     of what became of commands
 */
public record FuseStage(
    DataStream<OrderedLine> frames,
    DataStream<OrderedLine> channels,
    DataStream<OrderedLine> control,
    DataStream<OrderedLine> evidence,
    DataStream<NoticeLine> notices) {

  /** Adds the stage, keyed by tenant. */
  public static FuseStage attach(DataStream<TenantInput> inputs, JobSettings job) {
    SingleOutputStreamOperator<OrderedLine> frames =
        inputs
            .keyBy(TenantInput::tenant, Types.STRING)
            .process(
                new TenantFuser(
                    job.settings(), job.shaping(), job.resetWindows(), job.writeChannels()),
                OrderedLineSerializer.TYPE)
            .uid(OperatorId.FUSE.uid())
            .name(OperatorId.FUSE.title());
    return new FuseStage(
        frames,
        frames.getSideOutput(Outputs.CHANNELS),
        frames.getSideOutput(Outputs.CONTROL),
        frames.getSideOutput(Outputs.EVIDENCE),
        SinkStage.notices(frames, OperatorId.FUSE_NOTICES));
  }
}
