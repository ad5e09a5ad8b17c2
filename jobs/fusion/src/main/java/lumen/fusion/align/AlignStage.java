package lumen.fusion.align;

import lumen.event.SampleBlock;
import lumen.event.ValueTypeInfo;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Notice;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From samples of channels to aligned steps.
 *
 * @param aligned what the tenants are to know
 * @param notices samples that came behind their channel's frontier, and accounts of those that gave
 *     way to another of the same time
 */
public record AlignStage(DataStream<TenantInput> aligned, DataStream<Notice<?>> notices) {

  /** Adds the stage, keyed by channel. */
  public static AlignStage attach(DataStream<SampleBlock> samples, JobSettings job) {
    SingleOutputStreamOperator<TenantInput> aligned =
        samples
            .keyBy(SampleBlock::channelKey, Types.STRING)
            .transform(
                FusionOperator.ALIGN.title(),
                new ValueTypeInfo<>(TenantInput.class, TenantInputSerializer.INSTANCE),
                WriteBehindOperator.of(
                    new AlignFunction(job.settings(), job.shaping(), job.resetWindows())))
            .uid(FusionOperator.ALIGN.uid());
    return new AlignStage(aligned, Outputs.NOTICES.leaving(aligned, FusionOperator.ALIGN_NOTICES));
  }
}
