package lumen.fusion;

import lumen.fusion.align.AlignStage;
import lumen.fusion.fuse.FuseStage;
import lumen.fusion.ingest.IngestStage;
import lumen.fusion.sink.SinkStage;
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
 *                            └─ samples ─ key by channel ─ align (N) ─ key by tenant ─ fuse (N)
 *                                                                                       │
 *                                                                     order (1) ◀── frames
 *                                                                       └──────────────────▶ files
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

    IngestStage ingest = IngestStage.attach(env, ports.inlets(), job);
    AlignStage align = AlignStage.attach(ingest.samples(), job);
    FuseStage fuse = FuseStage.attach(align.aligned(), job);

    DataStream<String> frames =
        SinkStage.attachOrdered(
            fuse.frames(), horizon, ports.frames(), OperatorId.ORDER_FRAMES, OperatorId.FRAMES);
    if (job.writeChannels()) {
      SinkStage.attachOrdered(
          fuse.channels(),
          horizon,
          ports.channels(),
          OperatorId.ORDER_CHANNELS,
          OperatorId.CHANNELS);
    }
    DataStream<String> late = ingest.late().union(align.late());
    SinkStage.attach(ingest.rejects(), ports.rejects(), OperatorId.REJECTS);
    SinkStage.attach(late, ports.late(), OperatorId.LATE);
    SinkStage.attach(ingest.facts(), ports.facts(), OperatorId.FACTS);
    SinkStage.attach(
        ingest.accounts().union(align.accounts()), ports.accounts(), OperatorId.ACCOUNTS);
    ports.outlets().attach(frames, ingest.rejects(), late);
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
