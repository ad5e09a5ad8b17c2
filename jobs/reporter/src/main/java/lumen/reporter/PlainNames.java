package lumen.reporter;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names and labels of Lumen's own metrics without those that Flink puts to them, as {@code
 * deploy/prometheus/scrape.yml} makes them of the names of Flink's own reporter.
 */
final class PlainNames {
  private static final Pattern OWN =
      Pattern.compile("(?:fusion|bridge|evidence|ure|overlay|lumen)_.+");

  /** What every subtask has. */
  private static final Set<String> OF_SUBTASKS =
      Set.of("fusion_watermark_lag_ms", "fusion_series_capped", "lumen_live");

  private static final String OVERLAY = "overlay_";
  private static final String SUBTASK = "subtask";
  private static final String SUBTASK_INDEX = "subtask_index";

  /** What tells Flink's scopes apart. */
  private static final Set<String> OF_FLINK =
      Set.of(
          "job_id",
          "job_name",
          "task_id",
          "task_name",
          "task_attempt_id",
          "task_attempt_num",
          "operator_id",
          "operator_name",
          SUBTASK_INDEX,
          "tm_id",
          "host");

  private PlainNames() {}

  /** Whether a metric is one of Lumen's. */
  static boolean has(String name) {
    return OWN.matcher(name).matches();
  }

  /** What an overlay job counts has no tenant, so each subtask tells its own. */
  private static boolean isOfSubtask(String name, Map<String, String> all) {
    return OF_SUBTASKS.contains(name)
        || name.startsWith(OVERLAY)
        || "other".equals(all.get("tenant"));
  }

  /** The labels that are left; the tenant that stands for others is told by subtask, too. */
  static Map<String, String> labels(String name, Map<String, String> all) {
    Map<String, String> plain = new TreeMap<>(all);
    plain.keySet().removeAll(OF_FLINK);
    String subtask = all.get(SUBTASK_INDEX);
    if (subtask != null && isOfSubtask(name, all)) {
      plain.put(SUBTASK, subtask);
    }
    return plain;
  }
}
