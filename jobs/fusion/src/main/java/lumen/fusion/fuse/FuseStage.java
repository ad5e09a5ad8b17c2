package lumen.fusion.fuse;

import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.Output;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what tenants are to know to what leaves them.
 *
 * @param tenants gives every output as a side output
 * @param notices commands that were not carried out, text events that came too late, and accounts
 *     of what became of commands
 */
public record FuseStage(SingleOutputStreamOperator<Void> tenants, DataStream<Notice<?>> notices) {

  /** Adds the stage, keyed by tenant. */
  public static FuseStage attach(DataStream<TenantInput> inputs, JobSettings job) {
    SingleOutputStreamOperator<Void> tenants =
        inputs
            .keyBy(TenantInput::tenant, Types.STRING)
            .transform(
                FusionOperator.FUSE.title(),
                Types.VOID,
                WriteBehindOperator.of(
                    new FuseFunction(
                        job.settings(),
                        job.shaping(),
                        job.resetWindows(),
                        job.writeChannels(),
                        job.now())))
            .uid(FusionOperator.FUSE.uid());
    return new FuseStage(tenants, Outputs.NOTICES.leaving(tenants, FusionOperator.FUSE_NOTICES));
  }

  /** The values of an output as tenants emit them. */
  public <T> DataStream<T> values(Output<T> output) {
    return tenants.getSideOutput(output.tag());
  }
}
