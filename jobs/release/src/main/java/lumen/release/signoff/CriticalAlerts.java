package lumen.release.signoff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lumen.release.signoff.UnnotedIncidents.Incident;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Course;

/** The critical alerts that fired, as Prometheus remembers them. */
final class CriticalAlerts {
  private static final long STEP_S = 300;

  /** Prometheus answers with 11,000 at most. */
  private static final long MOST_STEPS = 10_000;

  private CriticalAlerts() {}

  /**
   * Those that fired, each time anew; their time is at most a step of five minutes too early, more
   * where that would be too many steps.
   *
   * @throws lumen.terminal.CommandFailure if Prometheus does not answer
   */
  static List<Incident> fired(Prometheus prometheus, Instant since, Instant now) {
    long from = since.getEpochSecond();
    long to = now.getEpochSecond();
    long step = Math.max(STEP_S, (to - from) / MOST_STEPS + 1);
    // Whatever fired between two steps is seen at the second.
    String question =
        "max by (alertname, tenant) (max_over_time(ALERTS{severity=\"critical\",alertstate=\"firing\"}[%ds]))"
            .formatted(step);
    List<Incident> fired = new ArrayList<>();
    for (Course course : prometheus.courses(question, from, to, step)) {
      long seen = Long.MIN_VALUE;
      for (long at : course.values().keySet()) {
        if (seen == Long.MIN_VALUE || at - seen > step) {
          String name = course.label("alertname");
          fired.add(new Incident(name, course.label("tenant"), (double) (at - step), name));
        }
        seen = at;
      }
    }
    fired.sort(
        Comparator.comparingDouble(Incident::ts)
            .thenComparing(Incident::id)
            .thenComparing(Incident::tenant));
    return fired;
  }
}
