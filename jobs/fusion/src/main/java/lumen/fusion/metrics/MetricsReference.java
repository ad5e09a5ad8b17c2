package lumen.fusion.metrics;

import java.util.ArrayList;
import java.util.List;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricsPage;

/** The reference page of all metrics, {@code docs/metrics.md}. */
public final class MetricsReference {
  private MetricsReference() {}

  /** Every metric of Lumen's own, in the order of the page. */
  public static List<ExportedMetric> metrics() {
    List<ExportedMetric> all = new ArrayList<>();
    all.addAll(List.of(FusionMetric.values()));
    all.addAll(List.of(EvidenceMetric.values()));
    all.addAll(List.of(UreMetric.values()));
    all.addAll(List.of(BridgeMetric.values()));
    return all;
  }

  /** The page as Markdown. */
  public static String markdown() {
    return MetricsPage.markdown(PREFACE, List.of(FusionExporter.values()), metrics(), RULES);
  }

  private static final String PREFACE =
      """
      # Metrics

      Made from the enums in `lumen.fusion.metrics`; a test compares the two.

      The TaskManager serves its metrics on two ports of the loopback address, for a Prometheus on the same host:

      ```sh
      ./scripts/lumenctl cluster start                            # serves them
      prometheus --config.file=deploy/prometheus/prometheus.yml --web.listen-address=127.0.0.1:9090   # scrapes them every 5 s
      ```

      The ports come from `exporter.http_port` of fusion.yaml and `exporter.port` of bridge.yaml: those of the config \
      folder that `cluster start`, `demo`, `replay` or `run` is given when it starts the cluster. The JobManager serves its \
      own (restarts, checkpoints) on the port behind that of fusion, 9311. `cluster start --metrics-port-fusion N \
      --metrics-port-bridge N --metrics-port-jobmanager N` has the last word; 0 serves none. `/` and what begins with \
      `/metrics` is answered, any other path with 404. A port in use is refused before anything starts.

      `cluster start --task-managers N` starts several TaskManagers. Each serves its own part of the same series 100 ports \
      above the one before it (9410, 9406, 9412 and 9413 of the second), so Prometheus has one target more of each job.

      On a Flink of your own, copy `jobs/reporter/target/lumen-reporter-*.jar` to `lib` (in a folder of its own in \
      `plugins` it reports, but does not guard the [REST port](architecture.md#who-may-use-the-ports)), and the keys \
      `metrics.*` of `deploy/local/config.yaml` to its configuration, with `metrics.reporters: fusion,bridge` on the \
      TaskManagers and `jobmanager` on the JobManager: two processes of one host cannot share a port. `lumenctl` with `FLINK_HOME` set does all \
      that. To be scraped from another host, set `host` to an address that only the Prometheus reaches, and \
      `metrics.reporter.NAME.allowed-hosts` to the names or addresses, separated by commas, by which it calls this one \
      where that is not `host` itself: a request with another `Host`, or from a page of another origin, is answered \
      with 403 and the reason. A link on any page may open the metrics, such as those on Prometheus' page of targets.

      Flink gives a metric the name of its scope, such as `flink_taskmanager_job_task_operator_tenant_fusion_nis`, and \
      labels for each task. Lumen's reporter tells its own by the names below with the labels below (`plainNames: true`); \
      for Flink's own reporter `scrape.yml` makes the same of them. Prometheus adds \
      `job` and `instance`. Two jobs with a tenant of the same name on one TaskManager would make the same series: give \
      them tenants of their own.

      """;

  private static final String RULES =
      """
      ## What holds for all of them

      - **A value that is not given is not there.** A gain without a bridge or an entropy without a full window has no \
      sample; there is no 0 that means nothing. (Flink's own reporter, if it is used instead, exports NaN.)
      - **Levels of frames are those of the newest one**, or with `fusion.tick_ms` of the newest of every so many steps of the \
      grid: the index of the step decides, so a replay shows the same ones.
      - **Levels begin with the first thing they tell of, and all series end with their tenant**: when nothing of it is kept any more, \
      its series go, and a tenant that comes back has fresh ones. Only `bridge_ticks_dropped_total` stays: an output does not \
      know when a tenant ends. It has 99 tenants for each output and tells the others under `other`.
      - **Counters begin at 0 with every attempt of the job**, as all metrics of Flink do; `increase` and `rate` know that. \
      What was read between the last checkpoint and a failure is counted again. Exact counts over all attempts are in the \
      accounts (`summary.json`). After a restore the first account of a source is where its counter begins.
      - **Counters are there before they count**, because `increase` never knows of what a series holds when it is first \
      seen: every reason and every source that `sensors.yaml` names from the start of the job, those of a tenant from the \
      first thing that is kept of it. A source that no file names is known by its events alone: its counter tells 0 for its \
      first 16 s, and all it counted from then on.
      - **At most 1,000 series of a metric and 10,000 in all for a job.** Each subtask has its share. Tenants beyond it are \
      told under tenant `other`, a channel under tenant, source and key `other`: counters and counts of channels are \
      summed; levels, codes and `ure_up` are the mean of those known, because a sum of coherences is no coherence. \
      `fusion_series_capped` tells how many series that are. Such a tenant stays there until it ends. Each subtask has its \
      own `other`, told apart by `subtask`. A tenant whose name is `other` is counted among them; sources beyond 999 are \
      source `other`.
      - **Types**: counters are told as counters. Flink's own reporter calls them gauges; they count all the same.
      - **A time stamp stands still where an age would go on being told**: `time() - fusion_frame_emitted_timestamp_seconds` \
      tells a job that hangs from one whose figures do not change.
      - **Sources beyond 199** are told as source `other` by all but `fusion_stream_ingest_total`.
      - `fusion_watermark_lag_ms` compares event time with the clock: in a replay of an old recording it is its age.
      - `bridge_tick_jitter_ms` compares when ticks left the job: in a replay it tells of the replay's speed.

      ## Flink's own

      Port 9310 also serves what Flink tells of the job's tasks and of the TaskManager's JVM, under Flink's names \
      (`flink_taskmanager_job_task_busyTimeMsPerSecond`, `..._backPressuredTimeMsPerSecond`, \
      `flink_taskmanager_Status_JVM_Memory_Heap_Used`), with the labels `job_name`, `task_name`, `operator_name` and \
      `subtask_index`. Port 9311 serves those of the JobManager (`flink_jobmanager_job_numRestarts`, \
      `flink_jobmanager_job_numberOfFailedCheckpoints`). Each process tells `process_resident_memory_bytes` and \
      `process_cpu_seconds_total` of itself.

      Power, temperature and cost of the host are recorded from node_exporter: [operations](operations.md#power-of-the-host).
      """;
}
