package lumen.fusion.ingest;

import java.util.List;
import lumen.event.Envelope;
import lumen.event.Fact;
import lumen.event.LogLine;
import lumen.event.SampleBlock;
import lumen.event.SampleBlockSerializer;
import lumen.event.ValueTypeInfo;
import lumen.fusion.command.NoiseBounds;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.RawSettings;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Notice;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From the source to samples of channels.
 *
 * @param samples blocks of samples
 * @param notices what was not taken, events behind their stream's line, and accounts of what became
 *     of the rest
 * @param facts text events
 * @param tenantInputs text events and commands on their way to their tenants
 * @param log lines of the log of decided events, while a live input is captured
 */
public record IngestStage(
    DataStream<SampleBlock> samples,
    DataStream<Notice<?>> notices,
    DataStream<Fact> facts,
    DataStream<TenantInput> tenantInputs,
    DataStream<LogLine> log) {

  /** Adds the stage; inlets and splitter run at parallelism 1. */
  public static IngestStage attach(
      StreamExecutionEnvironment env, List<Inlet> inlets, JobSettings job) {
    DataStream<Envelope> envelopes =
        inlets.stream()
            .map(inlet -> inlet.attach(env))
            .reduce((a, b) -> a.union(b))
            .orElseThrow(() -> new IllegalArgumentException("a job must have an input"));
    SingleOutputStreamOperator<SampleBlock> samples =
        envelopes
            .transform(
                FusionOperator.INGEST.title(),
                new ValueTypeInfo<>(SampleBlock.class, SampleBlockSerializer.INSTANCE),
                new SplitOperator(
                    RawSettings.lines(job.settings().fusion().privacy()),
                    OperatorCommandReader.of(
                        NoiseBounds.of(job.settings().fusionSettings().kalman())),
                    job.settings().sensors().sources().names(),
                    job.settings().sensors().expected()))
            .uid(FusionOperator.INGEST.uid())
            .setParallelism(1);
    return new IngestStage(
        samples,
        Outputs.NOTICES.leaving(samples, FusionOperator.INGEST_NOTICES),
        samples.getSideOutput(Outputs.FACTS.tag()),
        samples.getSideOutput(SplitOperator.TENANT_INPUT),
        samples.getSideOutput(Outputs.LOG.tag()));
  }
}
