package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

/**
 * Flink's own profiler (FLIP-375; async-profiler 2.9 on its class path) over REST: the JobManager
 * passes on what a TaskManager is asked.
 */
public final class ProfilerClient {
  private static final long POLL_MILLIS = 500;

  /** Beyond what it was asked to take: attaching, and writing the page. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FlinkHttp http;

  /** A client; nothing is sent yet. */
  public ProfilerClient(URI base) {
    this.http = new FlinkHttp(base);
  }

  /**
   * A flame graph of the TaskManager registered last, by a timer of the CPU time of its threads.
   *
   * @param time how long it looks, at least a second
   * @return a page of HTML
   * @throws CommandFailure if none is registered, the profiler is off or fails
   */
  public byte[] flameGraph(Duration time) {
    String profiler = "/taskmanagers/" + taskManager() + "/profiler";
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("mode", "ITIMER").put("duration", time.toSeconds());
    long triggered = start(profiler, body).path("triggerTime").asLong();
    long until = System.nanoTime() + time.plus(PATIENCE).toNanos();
    while (System.nanoTime() < until) {
      Optional<JsonNode> ended = ended(profiler, triggered);
      if (ended.isPresent()) {
        return http.download(profiler + "/" + ended.get().path("outputFile").asText());
      }
      pause();
    }
    throw CommandFailure.failed("the profiler did not end within " + PATIENCE + " more");
  }

  private JsonNode start(String profiler, ObjectNode body) {
    try {
      return http.post(profiler, body);
    } catch (RestFailure e) {
      if (e.notFound()) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "rest.profiling.enabled must be true in Flink's configuration"
                + " (deploy/local/config.yaml), and the cluster be started anew",
            e);
      }
      throw new CommandFailure(
          ExitCode.FAILED, "the profiler could not start: " + e.getMessage(), e);
    }
  }

  private Optional<JsonNode> ended(String profiler, long triggered) {
    for (JsonNode one : http.get(profiler).path("profilingList")) {
      String status = one.path("status").asText();
      if (one.path("triggerTime").asLong() == triggered && !status.equals("RUNNING")) {
        if (status.equals("FINISHED")) {
          return Optional.of(one);
        }
        throw CommandFailure.failed("the profiler failed: " + one.path("message").asText());
      }
    }
    return Optional.empty();
  }

  private String taskManager() {
    String id = "";
    for (JsonNode one : http.get("/taskmanagers").path("taskmanagers")) {
      id = one.path("id").asText();
    }
    if (id.isEmpty()) {
      throw CommandFailure.unreachable("a TaskManager must be registered at " + http.base());
    }
    return id;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }
}
