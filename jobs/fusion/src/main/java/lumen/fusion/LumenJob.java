package lumen.fusion;

import lumen.fusion.align.AlignStage;
import lumen.fusion.fuse.FuseStage;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.graph.OperatorId;
import lumen.fusion.ingest.IngestStage;
import lumen.fusion.sink.NoticeStage;
import lumen.fusion.sink.Outlets;
import lumen.fusion.sink.SinkStage;
import lumen.signal.grid.TargetGrid;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
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
    env.configure(switches());
    env.setParallelism(job.parallelism());
    env.setMaxParallelism(JobSettings.MAX_PARALLELISM);
    long horizon = job.settings().fusionSettings().horizonMicros();
    TargetGrid grid = job.settings().fusionSettings().grid();

    IngestStage ingest = IngestStage.attach(env, ports.inlets(), job);
    AlignStage align = AlignStage.attach(ingest.samples(), job);
    FuseStage fuse = FuseStage.attach(align.aligned().union(ingest.tenantInputs()), job);

    DataStream<String> frames =
        SinkStage.attachOrdered(
            SinkStage.perStep(fuse.frames(), grid, horizon, OperatorId.FRAMES_LEAVE),
            horizon,
            ports.frames(),
            OperatorId.ORDER_FRAMES,
            OperatorId.FRAMES);
    DataStream<String> control =
        SinkStage.attachOrdered(
            fuse.control(), 0, ports.control(), OperatorId.ORDER_CONTROL, OperatorId.CONTROL);
    DataStream<String> evidence =
        SinkStage.attachOrdered(
            SinkStage.perStep(fuse.evidence(), grid, horizon, OperatorId.EVIDENCE_LEAVES),
            horizon,
            ports.evidence(),
            OperatorId.ORDER_EVIDENCE,
            OperatorId.EVIDENCE);
    if (job.writeChannels()) {
      SinkStage.attachOrdered(
          SinkStage.perStep(fuse.channels(), grid, horizon, OperatorId.CHANNELS_LEAVE),
          horizon,
          ports.channels(),
          OperatorId.ORDER_CHANNELS,
          OperatorId.CHANNELS);
    }
    NoticeStage notices =
        NoticeStage.attach(ingest.notices().union(align.notices(), fuse.notices()));
    SinkStage.attach(notices.rejects(), ports.rejects(), OperatorId.REJECTS);
    SinkStage.attach(notices.late(), ports.late(), OperatorId.LATE);
    SinkStage.attach(notices.accounts(), ports.accounts(), OperatorId.ACCOUNTS);
    SinkStage.attach(ingest.facts(), ports.facts(), OperatorId.FACTS);
    ports
        .outlets()
        .attach(new Outlets.Lines(frames, control, evidence, notices.rejects(), notices.late()));
    ports.log().ifPresent(log -> SinkStage.attach(ingest.log(), log, OperatorId.LOG));
  }

  /** The switches that keep state tied to its operators and generic serialization out. */
  private static Configuration switches() {
    Configuration switches = new Configuration();
    switches.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    switches.set(PipelineOptions.GENERIC_TYPES, false);
    switches.set(PipelineOptions.OBJECT_REUSE, true);
    return switches;
  }
}
