package lumen.watch.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import lumen.terminal.Json;

/** What Flink's REST says of cluster and job. */
final class ClusterChecks {
  private static final double MILLIS = 1_000;

  private final Answers answers;
  private final URI rest;
  private final long nowMillis;

  ClusterChecks(Answers answers, URI rest, long nowMillis) {
    this.answers = answers;
    this.rest = rest;
    this.nowMillis = nowMillis;
  }

  /** All of them. */
  List<Check> checks(double newestSeconds) {
    JsonNode job = runningJob();
    return List.of(tasks(job), taskManager(), checkpoint(job, newestSeconds));
  }

  private JsonNode runningJob() {
    for (JsonNode job : json("/jobs/overview").path("jobs")) {
      if (job.path("state").asText().equals("RUNNING")) {
        return job;
      }
    }
    return MissingNode.getInstance();
  }

  private Check tasks(JsonNode job) {
    JsonNode tasks = job.path("tasks");
    int all = tasks.path("total").asInt();
    int running = tasks.path("running").asInt();
    String said =
        job.isMissingNode()
            ? "no job runs, or REST does not answer: " + rest
            : "%d of %d tasks of %s run".formatted(running, all, job.path("name").asText());
    return new Check("tasks", all > 0 && running == all, said);
  }

  private Check taskManager() {
    int registered = json("/taskmanagers").path("taskmanagers").size();
    return new Check("taskmanager", registered > 0, registered + " registered");
  }

  private Check checkpoint(JsonNode job, double newestSeconds) {
    JsonNode newest =
        json("/jobs/" + job.path("jid").asText() + "/checkpoints")
            .path("latest")
            .path("completed")
            .path("latest_ack_timestamp");
    double age = (nowMillis - newest.asLong()) / MILLIS;
    return newest.isNumber()
        ? new Check("checkpoint", age <= newestSeconds, "the newest is %.0f s old".formatted(age))
        : new Check("checkpoint", false, "none was completed");
  }

  private JsonNode json(String path) {
    try {
      return Json.mapper().readTree(answers.get(rest, path).orElse("{}"));
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
