package lumen.fusion;

import java.util.Optional;
import lumen.fusion.align.AlignStage;
import lumen.fusion.fuse.FuseStage;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.ingest.IngestStage;
import lumen.fusion.sink.GridSteps;
import lumen.fusion.sink.Outlets;
import lumen.fusion.sink.Outputs;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.job.JobFrame;
import lumen.runtime.lines.NoticeStage;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.SinkStage;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.NowFrame;
import lumen.signal.now.NowChannelSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The fusion job.
 *
 * <pre>
 *  inlets (1) ── split (1) ──┬── rejects, late, facts, accounts, log ─────────────────▶ files
 *                            │
 *                            ├─ samples ─ key by channel ─ align (N) ──┐
 *                            └─ facts, commands ───────────────────────┴─ key by tenant ─ fuse (N)
 *                                                                                           │
 *                                            order (1) ◀── frames, control frames, evidence
 *                                              └────────────────────────────────────────▶ files
 * </pre>
 */
public final class LumenJob {
  private LumenJob() {}

  /** Adds the whole job to the environment. */
  public static void build(StreamExecutionEnvironment env, JobSettings job, Ports ports) {
    JobFrame.begin(env, job.parallelism());

    IngestStage ingest = IngestStage.attach(env, ports.inlets(), job);
    AlignStage align = AlignStage.attach(ingest.samples(), job);
    FuseStage fuse = FuseStage.attach(align.aligned().union(ingest.tenantInputs()), job);

    DataStream<FusedFrame> frames = ordered(fuse, Outputs.FRAMES, job, ports);
    DataStream<ControlFrame> control = ordered(fuse, Outputs.CONTROL, job, ports);
    DataStream<EvidenceEntry> evidence = ordered(fuse, Outputs.EVIDENCE, job, ports);
    if (job.writeChannels()) {
      ordered(fuse, Outputs.CHANNELS, job, ports);
    }
    Optional<DataStream<NowFrame>> now = job.now().map(of -> now(fuse, of, job, ports));
    NoticeStage notices =
        NoticeStage.attach(
            ingest.notices().union(align.notices(), fuse.notices()),
            Outputs.NOTICES,
            FusionOperator.NOTICES,
            ports.sinks());
    SinkStage.attach(ingest.facts(), Outputs.FACTS, ports.sinks());
    if (ports.logs()) {
      SinkStage.attach(ingest.log(), Outputs.LOG, ports.sinks());
    }
    ports
        .outlets()
        .attach(
            new Outlets.Leaving(
                frames,
                now,
                control,
                evidence,
                notices.values(Outputs.REJECTS),
                notices.values(Outputs.LATE)));
  }

  /** Frames of now are known a moment after their time, not after the horizon. */
  private static DataStream<NowFrame> now(
      FuseStage fuse, NowChannelSettings now, JobSettings job, Ports ports) {
    return SinkStage.attach(
        fuse.values(Outputs.NOW),
        Outputs.NOW,
        new GridSteps(job.settings().fusionSettings().grid()),
        now.delayMicros(),
        ports.sinks());
  }

  private static <T> DataStream<T> ordered(
      FuseStage fuse, Output<T> output, JobSettings job, Ports ports) {
    FusionSettings fusion = job.settings().fusionSettings();
    return SinkStage.attach(
        fuse.values(output),
        output,
        new GridSteps(fusion.grid()),
        fusion.horizonMicros(),
        ports.sinks());
  }
}
