package lumen.governance;

import lumen.governance.ingest.ServiceIngest;
import lumen.governance.ledger.LedgerStage;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.run.GovernanceRun;
import lumen.governance.sink.GovernanceOutlets;
import lumen.runtime.job.JobFrame;
import lumen.runtime.lines.NoticeStage;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.RowReject;
import lumen.runtime.lines.SinkStage;
import lumen.runtime.lines.ToldLine;
import lumen.runtime.lines.UnorderedOutput;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The governance job.
 *
 * <pre>
 *  inlets (1) ── split (1) ──┬── rejects, late lines, accounts of streams ───────▶ files, topics
 *                            └── lines, commands ─ key by service ─ ledger (N) ─ accounts ─▶ files
 *                                                                     │
 *                              order (1) ◀── scorecards, decisions, edges, evidence, commands
 *                                └──────────────────────────────────────────────▶ files, topics
 * </pre>
 */
public final class GovernanceJob {
  private GovernanceJob() {}

  /** Adds the whole job to the environment. */
  public static void build(
      StreamExecutionEnvironment env, GovernanceRun run, GovernancePorts ports) {
    JobFrame.begin(env, run.parallelism());

    ServiceIngest ingest = ServiceIngest.attach(env, ports.inlets());
    LedgerStage ledger = LedgerStage.attach(ingest, run);

    for (Output<ToldLine> output : GovernanceOutlets.ORDERED) {
      DataStream<ToldLine> ordered =
          SinkStage.attach(
              ledger.values(output), output, GovernanceOutlets.STEPS, 0, ports.sinks());
      ports.beside().attach(ordered, output);
    }
    NoticeStage notices =
        NoticeStage.attach(
            ingest.notices().union(ledger.notices()),
            GovernanceOutlets.NOTICES,
            GovernanceOperator.NOTICES,
            ports.sinks());
    for (UnorderedOutput<RowReject> output : GovernanceOutlets.NOT_TAKEN) {
      ports.beside().attach(notices.values(output), output);
    }
  }
}
