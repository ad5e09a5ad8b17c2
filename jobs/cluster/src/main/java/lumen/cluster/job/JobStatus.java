package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * A job as the JobManager lists it. Its state alone is no health: after the loss of a TaskManager
 * it still says RUNNING while no task runs, so the tasks are counted.
 *
 * @param id Flink's job id, 32 hexadecimal digits
 * @param state Flink's word for it, such as RUNNING
 * @param startMillis when it was submitted, since the epoch
 * @param durationMillis since then, or until it ended
 * @param tasksRunning tasks that process
 * @param tasksFinished tasks that came to the end of their input
 * @param tasksTotal tasks that there are
 */
public record JobStatus(
    String id,
    String name,
    String state,
    long startMillis,
    long durationMillis,
    int tasksRunning,
    int tasksFinished,
    int tasksTotal) {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  static JobStatus of(JsonNode node) {
    JsonNode tasks = node.path("tasks");
    return new JobStatus(
        node.path("jid").asText(),
        node.path("name").asText(),
        node.path("state").asText(),
        node.path("start-time").asLong(),
        node.path("duration").asLong(),
        tasks.path("running").asInt(),
        tasks.path("finished").asInt(),
        tasks.path("total").asInt());
  }

  /** Whether it will not run again. */
  public boolean ended() {
    return ENDED.contains(state);
  }

  /** Whether every task processes or has come to its end. */
  public boolean healthy() {
    return !ended() && tasksTotal > 0 && tasksRunning + tasksFinished == tasksTotal;
  }

  /** The state in words, by the tasks that run. */
  public String words() {
    if (ended()) {
      return state.toLowerCase(Locale.ROOT);
    }
    String word = healthy() ? "running" : tasksRunning == 0 ? "no task runs" : "incomplete";
    return "%s %d/%d".formatted(word, tasksRunning + tasksFinished, tasksTotal);
  }
}
