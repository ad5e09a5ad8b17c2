package lumen.watch.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;

/** Pages of metrics of a job on which everything goes wrong, and of the host below it. */
final class BadJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LoopbackServer taskManager;
  private final LoopbackServer jobManager;
  private final LoopbackServer host;
  private final AtomicLong scrapes = new AtomicLong();
  private volatile boolean stands;

  BadJob() throws IOException {
    taskManager = page(this::taskManager);
    jobManager = page(BadJob::jobManager);
    host =
        page(
            scrape ->
                "node_hwmon_temp_celsius{sensor=\"cpu\"} 95\n"
                    + "lumen_golden_passed_timestamp_seconds{golden=\"rig\"} 0\n"
                    + "lumen_selfcheck_ok 0\nlumen_selfcheck_timestamp_seconds 0\n");
  }

  private LoopbackServer page(LongFunction<String> text) throws IOException {
    LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            new ServerLimits(2, 16, 0, PATIENCE, PATIENCE, Duration.ZERO),
            new Service(
                "exporter",
                ProgramsOnly::new,
                Reply::text,
                Routes.none(Reply::text)
                    .and(
                        "GET",
                        "/",
                        request ->
                            CompletableFuture.completedFuture(
                                Reply.text(200, text.apply(scrapes.incrementAndGet()))))));
    server.start();
    return server;
  }

  int taskManagerPort() {
    return taskManager.port();
  }

  int jobManagerPort() {
    return jobManager.port();
  }

  int hostPort() {
    return host.port();
  }

  /** From now on no task runs, and no frame comes. */
  void stand() {
    stands = true;
  }

  /** The TaskManager is gone. */
  void kill() {
    taskManager.close();
  }

  private String taskManager(long scrape) {
    double now = Clock.systemUTC().millis() / 1e3;
    double frame = stands ? now - 100 : now;
    String tenants =
        """
        bridge_state{tenant="bad"} 2
        bridge_state{tenant="rolled"} 4
        bridge_phase_diff_mean{tenant="bad"} 0.05
        bridge_sync_quality{tenant="bad"} 0.5
        bridge_entropy_ratio{tenant="bad"} 0.25
        bridge_tick_jitter_ms{tenant="bad"} 50
        fusion_phase_diff_mean{tenant="bad"} 0.05
        fusion_coherence_level{tenant="bad"} 0.5
        fusion_entropy_ratio{tenant="bad"} 0.25
        fusion_align_q{tenant="bad"} 0.03
        fusion_align_r{tenant="bad"} 0.01
        fusion_mode{tenant="bad"} %1$d
        ure_up{tenant="bad"} 1
        ure_residual_entropy_last{tenant="bad"} %2$d
        evidence_evaluated_total{tenant="bad"} 5
        evidence_risk_count{tenant="bad"} 0
        evidence_quote_count{tenant="bad"} %3$d
        fusion_frames_total{tenant="bad"} %3$d
        fusion_frame_emitted_timestamp_seconds{tenant="bad"} %4$.3f
        fusion_frame_emitted_timestamp_seconds{tenant="late"} %5$.3f
        """;
    String job =
        """
        fusion_source_event_timestamp_seconds{source="osc"} %1$.3f
        fusion_stream_ingest_total{source="osc"} %2$d
        fusion_dropped_total{source="osc"} %2$d
        fusion_rejected_total{reason="not_json"} %2$d
        """;
    String overlay =
        """
        overlay_live{subtask="0"} 1
        overlay_blind{subtask="0"} 1
        overlay_decision_latency_ms{subtask="0"} 5000
        overlay_outcomes_total{scenario="s",overlay="o",result="success",subtask="0"} %1$d
        overlay_latency_p95_ms{scenario="s",overlay="o",subtask="0"} 9000
        overlay_token_delta_percent{scenario="s",overlay="o",subtask="0"} 40
        overlay_quality_delta{scenario="s",overlay="o",subtask="0"} -0.5
        overlay_gate_tokens{scenario="s",overlay="o",subtask="0"} 2
        overlay_gate_latency{scenario="s",overlay="o",subtask="0"} 1
        overlay_gate_quality{scenario="s",overlay="o",subtask="0"} 1
        overlay_breaker_opened_total{overlay="o",subtask="0"} %1$d
        overlay_drifts_total{subtask="0"} %1$d
        """;
    String governance =
        """
        lumen_live{subtask="0"} 1
        lumen_roi_percent{tenant="bad"} 100
        lumen_cache_hit_rate{tenant="bad"} 0.5
        lumen_budget_used_percent{tenant="bad"} 120
        lumen_rollback_state{tenant="bad"} 1
        """;
    String tasks =
        """
        flink_taskmanager_job_task_numRecordsIn{task_name="fuse"} 9
        fusion_watermark_lag_ms{subtask="0"} 100
        flink_taskmanager_job_task_backPressuredTimeMsPerSecond{task_name="fuse"} 900
        """;
    // By time: how many ask in a second decides whose scrapes are odd.
    long second = (long) now % 2;
    return String.format(
            Locale.ROOT, tenants, scrape < 20 ? 0 : 2, second, 10 * scrape, frame, now - 100)
        + String.format(Locale.ROOT, job, now - 40, 10 * scrape)
        + (stands ? "" : tasks + governance + String.format(Locale.ROOT, overlay, 10 * scrape));
  }

  private static String jobManager(long scrape) {
    return """
    flink_jobmanager_job_numRestarts{job_name="live"} %1$d
    flink_jobmanager_job_numberOfFailedCheckpoints{job_name="live"} %1$d
    flink_jobmanager_job_numberOfCompletedCheckpoints{job_name="live"} 7
    """
        .formatted(scrape);
  }

  @Override
  public void close() {
    taskManager.close();
    jobManager.close();
    host.close();
  }
}
