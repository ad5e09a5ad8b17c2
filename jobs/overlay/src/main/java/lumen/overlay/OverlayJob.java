package lumen.overlay;

import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.ingest.RouteIngest;
import lumen.overlay.route.RouteStage;
import lumen.overlay.sink.RouteLine;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.job.JobFrame;
import lumen.runtime.lines.NoticeStage;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.SinkStage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The overlay job.
 *
 * <pre>
 *  inlets (1) ── split (1) ──┬── rejects ─────────────────────────────────────────▶ files
 *                            ├── ends of logs ─ to all ──┐
 *                            └── lines, commands ────────┴─ key by tenant ─ route (N) ──▶ answers (N)
 *                                                                             │
 *                              order (1) ◀── decisions, verdicts, evidence, accounts
 *                                └────────────────────────────────────────────────▶ files
 * </pre>
 */
public final class OverlayJob {
  private OverlayJob() {}

  /** Adds the whole job to the environment. */
  public static void build(StreamExecutionEnvironment env, OverlayRun run, OverlayPorts ports) {
    JobFrame.begin(env, run.parallelism());

    RouteIngest ingest = RouteIngest.attach(env, ports.inlets(), run);
    RouteStage route = RouteStage.attach(ingest, run);

    for (Output<RouteLine> output : RouteOutlets.ORDERED) {
      DataStream<RouteLine> ordered =
          SinkStage.attach(
              route.values(output),
              output,
              RouteOutlets.STEPS,
              RouteOutlets.HORIZON_MICROS,
              ports.sinks());
      if (output == RouteOutlets.DECISIONS) {
        ports.decisions().attach(ordered);
      }
    }
    NoticeStage.attach(
        ingest.notices().union(route.notices()),
        RouteOutlets.NOTICES,
        OverlayOperator.NOTICES,
        ports.sinks());
    ports.answers().attach(route.answers());
  }
}
