package lumen.ctl.prometheus;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.fusion.metrics.MetricsReference;
import lumen.governance.metrics.GovernanceMetric;
import lumen.overlay.metrics.OverlayMetric;
import lumen.runtime.metrics.ExportedMetric;
import lumen.watch.rules.RuleFile;

/** The names of series: which an expression reads, and which somebody tells. */
final class ReadNames {
  /**
   * What other programs tell: Prometheus, node_exporter, Flink, and what a gate or drill leaves.
   */
  private static final Set<String> FOREIGN =
      Set.of(
          "up",
          "ALERTS",
          "scrape_duration_seconds",
          "node_rapl_package_joules_total",
          "node_hwmon_temp_celsius",
          "node_thermal_zone_temp",
          "flink_taskmanager_job_task_numRecordsIn",
          "flink_taskmanager_job_task_backPressuredTimeMsPerSecond",
          "flink_taskmanager_job_task_busyTimeMsPerSecond",
          "flink_taskmanager_Status_JVM_Memory_Heap_Used",
          "flink_jobmanager_job_numRestarts",
          "flink_jobmanager_job_numberOfFailedCheckpoints",
          "flink_jobmanager_job_numberOfCompletedCheckpoints",
          "process_resident_memory_bytes",
          "process_cpu_seconds_total",
          "lumen_chaos_passed_timestamp_seconds",
          "lumen_golden_passed_timestamp_seconds",
          "lumen_gate_passes_in_a_row",
          "lumen_selfcheck_ok",
          "lumen_selfcheck_timestamp_seconds");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "by", "on", "bool", "group_left");

  private ReadNames() {}

  /** Metrics of the page, records and alerts of the rules, and those of other programs. */
  static Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>(FOREIGN);
    MetricsReference.metrics().stream().map(ExportedMetric::exportedName).forEach(known::add);
    Stream.of(GovernanceMetric.values()).map(ExportedMetric::exportedName).forEach(known::add);
    Stream.of(OverlayMetric.values()).map(ExportedMetric::exportedName).forEach(known::add);
    RuleFile.rulesOfAll().forEach(rule -> known.add(rule.name()));
    return known;
  }

  /** What an expression reads: words that are no function, no label and no operator. */
  static Stream<String> of(String expr) {
    String bare =
        expr.replaceAll("\\{[^}]*}", " ")
            .replaceAll("\\b(by|on|group_left) \\([a-z_, ]*\\)", " ")
            .replaceAll("\\[[^]]*]", " ");
    Matcher word = Pattern.compile("(?<![\\w.:])[a-zA-Z_][\\w:]*(?!\\w|:|\\s*\\()").matcher(bare);
    return word.results()
        .map(found -> found.group())
        .filter(name -> !WORDS.contains(name) && !bare.matches("(?s).*\\b" + name + "\\s*\\(.*"));
  }
}
