package lumen.watch.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  /** All of them, asked at once. */
  CompletableFuture<List<Check>> checks(double newestSeconds) {
    CompletableFuture<JsonNode> job = json("/jobs/overview").thenApply(ClusterChecks::runningJob);
    CompletableFuture<JsonNode> checkpoints =
        job.thenCompose(
            one ->
                one.isMissingNode()
                    ? CompletableFuture.completedFuture(one)
                    : json("/jobs/" + one.path("jid").asText() + "/checkpoints"));
    CompletableFuture<JsonNode> taskManagers = json("/taskmanagers");
    return CompletableFuture.allOf(checkpoints, taskManagers)
        .thenApply(
            all ->
                List.of(
                    tasks(job.join()),
                    taskManager(taskManagers.join()),
                    checkpoint(checkpoints.join(), newestSeconds)));
  }

  private static JsonNode runningJob(JsonNode overview) {
    for (JsonNode job : overview.path("jobs")) {
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

  private static Check taskManager(JsonNode told) {
    int registered = told.path("taskmanagers").size();
    return new Check("taskmanager", registered > 0, registered + " registered");
  }

  private Check checkpoint(JsonNode told, double newestSeconds) {
    JsonNode newest = told.path("latest").path("completed").path("latest_ack_timestamp");
    double age = (nowMillis - newest.asLong()) / MILLIS;
    return newest.isNumber()
        ? new Check("checkpoint", age <= newestSeconds, "the newest is %.0f s old".formatted(age))
        : new Check("checkpoint", false, "none was completed");
  }

  private CompletableFuture<JsonNode> json(String path) {
    return answers.ask(rest, path).thenApply(answer -> tree(answer.body().orElse("{}")));
  }

  private static JsonNode tree(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
