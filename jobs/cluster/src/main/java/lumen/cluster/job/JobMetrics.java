package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a JobManager measures of a running job; the values are up to a second old. */
public final class JobMetrics {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final FlinkHttp http;

  /**
   * A client; nothing is sent yet.
   *
   * @param base such as {@code http://127.0.0.1:8081}
   */
  public JobMetrics(URI base) {
    this.http = new FlinkHttp(base);
  }

  /**
   * How the subtasks of a chain spend their time, the highest share of any subtask.
   *
   * @param name of the chain's first operator
   * @param busy share of the time at work, 0..1
   * @param backPressured share of the time spent waiting for the next chain, 0..1
   */
  public record Pressure(String name, double busy, double backPressured) {}

  /** Every chain of the job that has given a figure. */
  public List<Pressure> pressures(JobDetail job) {
    List<Pressure> pressures = new ArrayList<>();
    for (JobVertex vertex : job.vertices()) {
      JsonNode metrics =
          http.get(
              "/jobs/%s/vertices/%s/subtasks/metrics?agg=max&get=%s"
                  .formatted(
                      job.status().id(),
                      vertex.id(),
                      encoded("busyTimeMsPerSecond,backPressuredTimeMsPerSecond")));
      OptionalDouble busy = value(metrics, "busyTimeMsPerSecond", "max");
      OptionalDouble waiting = value(metrics, "backPressuredTimeMsPerSecond", "max");
      if (busy.isPresent() && waiting.isPresent()) {
        pressures.add(
            new Pressure(
                firstOperator(vertex.name()),
                busy.getAsDouble() / MILLIS_PER_SECOND,
                waiting.getAsDouble() / MILLIS_PER_SECOND));
      }
    }
    return pressures;
  }

  /** Heap in use of the TaskManagers, the highest of them, in bytes. */
  public OptionalDouble heapUsedBytes() {
    String metric = "Status.JVM.Memory.Heap.Used";
    JsonNode metrics = http.get("/taskmanagers/metrics?agg=max&get=" + encoded(metric));
    return value(metrics, metric, "max");
  }

  /** When the last task of a job began to run, in milliseconds since the epoch. */
  public long runningSinceMillis(JobDetail job) {
    long last = 0;
    for (JobVertex vertex : job.vertices()) {
      JsonNode times =
          http.get("/jobs/%s/vertices/%s/subtasktimes".formatted(job.status().id(), vertex.id()));
      for (JsonNode subtask : times.path("subtasks")) {
        last = Math.max(last, subtask.path("timestamps").path("RUNNING").asLong());
      }
    }
    return last;
  }

  /**
   * The checkpoints of a job since it was started.
   *
   * @param untilMillis failures of checkpoints triggered later do not count: when tasks come to the
   *     end of their input, one may find them gone
   */
  public CheckpointSums checkpoints(String jobId, long untilMillis) {
    return CheckpointSums.of(http.get("/jobs/" + jobId + "/checkpoints"), untilMillis);
  }

  private static String firstOperator(String chain) {
    int end = chain.indexOf(" -> ");
    return end < 0 ? chain : chain.substring(0, end);
  }

  private static OptionalDouble value(JsonNode metrics, String id, String aggregate) {
    for (JsonNode metric : metrics) {
      double value = metric.path(aggregate).asDouble(Double.NaN);
      if (metric.path("id").asText().equals(id) && !Double.isNaN(value)) {
        return OptionalDouble.of(value);
      }
    }
    return OptionalDouble.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
