package lumen.fusion.align;

import lumen.event.SampleBlock;
import lumen.event.ValueTypeInfo;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Notice;
import lumen.runtime.state.MarkSteps;
import lumen.runtime.state.WriteBehindOperator;
import lumen.signal.fusion.FusionSettings;
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
  /**
   * Shorter steps cost: nothing of a tenant is in the processor's cache when it is visited. Longer
   * ones gain little, since of thousands of channels a chunk of a recording is no longer, and what
   * waits to be put in order grows with them. No barrier waits for a step.
   */
  private static final long STEP_MILLIS = 10_000;

  private static final long MICROS_PER_MILLI = 1_000;

  /** Adds the stage, keyed by channel. */
  public static AlignStage attach(DataStream<SampleBlock> samples, JobSettings job) {
    SingleOutputStreamOperator<TenantInput> aligned =
        samples
            .keyBy(SampleBlock::channelKey, Types.STRING)
            .transform(
                FusionOperator.ALIGN.title(),
                new ValueTypeInfo<>(TenantInput.class, TenantInputSerializer.INSTANCE),
                WriteBehindOperator.of(
                    new AlignFunction(job.settings(), job.shaping(), job.resetWindows(), job.now()),
                    steps(job.settings().fusionSettings())))
            .uid(FusionOperator.ALIGN.uid());
    return new AlignStage(aligned, Outputs.NOTICES.leaving(aligned, FusionOperator.ALIGN_NOTICES));
  }

  /** Until the last frame that a sample can count in is known. */
  private static MarkSteps steps(FusionSettings fusion) {
    long lastingSteps = fusion.windowSteps() + 2L * fusion.maxLagSteps() + 2;
    long lastingMicros = fusion.horizonMicros() + fusion.grid().ceilMicros(lastingSteps);
    return new MarkSteps(STEP_MILLIS, lastingMicros / MICROS_PER_MILLI);
  }
}
