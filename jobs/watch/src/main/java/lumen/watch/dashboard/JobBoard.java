package lumen.watch.dashboard;

import static lumen.watch.dashboard.Panel.course;
import static lumen.watch.dashboard.Panel.stat;
import static lumen.watch.dashboard.Panel.states;

import java.util.List;

/** Whether the job keeps up: golden signals, inputs, Flink, and what fires. */
final class JobBoard {
  private static final String JOB = "{job=~\"lumen-.+\"}";

  private JobBoard() {}

  static Dashboard of(AlertLevels levels) {
    return new Dashboard(
        "lumen-fusion-sre",
        "Lumen / Job",
        "Whether frames flow, what is lost on the way, and what the processes need.",
        List.of(
            stat(
                    "Scraped",
                    "none",
                    "min by (job) (up" + JOB + ")",
                    "{{job}}",
                    "Whether Prometheus reaches the processes of the job.")
                .saying("down", "up")
                .wide(6),
            stat(
                    "Age of the newest frame",
                    "s",
                    "time() - max by (tenant) (fusion_frame_emitted_timestamp_seconds"
                        + "{tenant=~\"$tenant\"})",
                    "{{tenant}}",
                    "Since the newest frame of a tenant left.")
                .judged(levels.of("TenantNotReady"))
                .wide(6),
            stat(
                    "Restarts",
                    "none",
                    "max by (job_name) (increase(flink_jobmanager_job_numRestarts"
                        + "[$__rate_interval]))",
                    "{{job_name}}",
                    "Restarts of the job within the interval.")
                .wide(6),
            stat(
                    "Firing alerts",
                    "none",
                    "count by (severity) (ALERTS{alertstate=\"firing\"})",
                    "{{severity}}",
                    "By severity; none is the Watchdog, which always fires.")
                .wide(6),
            states(
                    "Firing alerts",
                    "Which alerts fire, and of whom; the Watchdog always does.",
                    new Query(
                        "count by (alertname, tenant, source) (ALERTS{alertstate=\"firing\"})",
                        "{{alertname}} {{tenant}} {{source}}"))
                .wide(24),
            course(
                "Events",
                "suffix: /s",
                "Events read of each source, whatever became of them.",
                rate("source", "fusion_stream_ingest_total")),
            course(
                    "Age of the newest event",
                    "s",
                    "Since a source gave its newest event.",
                    new Query(
                        "max by (source) (time() - fusion_source_event_timestamp_seconds)",
                        "{{source}}"))
                .judged(levels.of("FusionStreamLoss")),
            course(
                "Rejected",
                "suffix: /s",
                "Events not taken, by the reason that stands in their file.",
                rate("reason", "fusion_rejected_total")),
            course(
                "Dropped and filtered",
                "suffix: /s",
                "Lost to a full queue, the job's or the system's; and of channels nobody selected.",
                new Query(
                    "sum by (source) (rate(fusion_dropped_total[$__rate_interval]))",
                    "{{source}} dropped"),
                new Query(
                    "sum by (source) (rate(fusion_filtered_total[$__rate_interval]))",
                    "{{source}} filtered")),
            course(
                "Late",
                "suffix: /s",
                "Events behind the line of their stream.",
                new Query("sum(rate(fusion_late_total[$__rate_interval]))", "late")),
            course(
                "Frames",
                "suffix: /s",
                "Frames that leave the job.",
                new Query(
                    "sum by (tenant) (rate(fusion_frames_total{tenant=~\"$tenant\"}"
                        + "[$__rate_interval]))",
                    "{{tenant}}")),
            course(
                "Behind the clock",
                "ms",
                "The clock minus the watermark of the fusion; in a replay, the age of the recording.",
                new Query("max by (subtask) (fusion_watermark_lag_ms)", "subtask {{subtask}}")),
            course(
                "Busy",
                "percentunit",
                "Part of the time in which a task works; one at 100 % is the bottleneck.",
                new Query(
                    "max by (task_name) (flink_taskmanager_job_task_busyTimeMsPerSecond) / 1000",
                    "{{task_name}}")),
            course(
                "Held up",
                "percentunit",
                "Part of the time in which a task waits for the next one; above 50 % alerts.",
                new Query(
                    "max by (task_name) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond)"
                        + " / 1000",
                    "{{task_name}}")),
            course(
                "Checkpoints",
                "none",
                "Completed and failed within the interval.",
                new Query(
                    "max by (job_name) (increase(flink_jobmanager_job_numberOfCompletedCheckpoints"
                        + "[$__rate_interval]))",
                    "{{job_name}} completed"),
                new Query(
                    "max by (job_name) (increase(flink_jobmanager_job_numberOfFailedCheckpoints"
                        + "[$__rate_interval]))",
                    "{{job_name}} failed")),
            course(
                "Memory",
                "bytes",
                "Resident memory of the processes, and heap of the TaskManager.",
                new Query("max by (job) (process_resident_memory_bytes" + JOB + ")", "{{job}}"),
                new Query(
                    "max by (instance) (flink_taskmanager_Status_JVM_Memory_Heap_Used)",
                    "{{instance}} heap")),
            course(
                "Processor",
                "none",
                "Cores that the processes use.",
                new Query(
                    "max by (job) (rate(process_cpu_seconds_total" + JOB + "[$__rate_interval]))",
                    "{{job}}")),
            course(
                "Scrapes",
                "s",
                "The 95th percentile of how long a scrape takes, in 10 min.",
                new Query("fusion:scrape_p95", "{{job}}")),
            course(
                "Series beyond the cap",
                "none",
                "Series that tenant other stands for.",
                new Query("sum by (subtask) (fusion_series_capped)", "subtask {{subtask}}"))));
  }

  private static Query rate(String by, String counter) {
    return new Query(
        "sum by (%s) (rate(%s[$__rate_interval]))".formatted(by, counter), "{{" + by + "}}");
  }
}
