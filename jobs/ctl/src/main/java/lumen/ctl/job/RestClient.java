package lumen.ctl.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lumen.ctl.CommandFailure;
import lumen.ctl.Json;

/**
 * What lumenctl asks of a JobManager over its REST API. Calls block; a cluster that does not answer
 * gives a {@link CommandFailure} with exit code 3, a refusal a {@link RestFailure}.
 */
public final class RestClient {
  private static final long POLL_MILLIS = 100;
  private static final Set<String> NOT_YET =
      Set.of("CREATED", "INITIALIZING", "RESTARTING", "FAILING", "CANCELLING");

  private final FlinkHttp http;

  /**
   * A client; nothing is sent yet.
   *
   * @param base such as {@code http://127.0.0.1:8081}
   */
  public RestClient(URI base) {
    this.http = new FlinkHttp(base);
  }

  public URI base() {
    return http.base();
  }

  /** Slots that the registered TaskManagers offer. */
  public ClusterOverview overview() {
    return ClusterOverview.of(http.get("/overview"));
  }

  /** Slots of the registered TaskManager of that name; 0 if it is not registered. */
  public int slotsOf(String taskManagerId) {
    for (JsonNode taskManager : http.get("/taskmanagers").path("taskmanagers")) {
      if (taskManager.path("id").asText().equals(taskManagerId)) {
        return taskManager.path("slotsNumber").asInt();
      }
    }
    return 0;
  }

  /** All jobs that the JobManager remembers, newest first. */
  public List<JobStatus> jobs() {
    List<JobStatus> jobs = new ArrayList<>();
    for (JsonNode job : http.get("/jobs/overview").path("jobs")) {
      jobs.add(JobStatus.of(job));
    }
    jobs.sort((a, b) -> Long.compare(b.startMillis(), a.startMillis()));
    return jobs;
  }

  /** A job with its chains, or nothing if the JobManager does not know it. */
  public Optional<JobDetail> job(String jobId) {
    try {
      return Optional.of(JobDetail.of(http.get("/jobs/" + jobId)));
    } catch (RestFailure e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Uploads the jar and starts the job under the given id; its {@code main} runs inside the
   * JobManager.
   *
   * @param jobId 32 hexadecimal digits
   * @param claim whether the job owns {@link JobSubmission#from} from now on and may delete it
   */
  public void run(String jobId, JobSubmission job, boolean claim) {
    if (!Files.isRegularFile(job.jar())) {
      throw CommandFailure.failed("the jar must exist: " + job.jar());
    }
    String jarId = upload(job);
    try {
      http.post("/jars/" + jarId + "/run", body(jobId, job, claim));
    } finally {
      http.delete("/jars/" + jarId);
    }
  }

  private String upload(JobSubmission job) {
    try {
      String stored = http.upload("/jars/upload", job.jar()).path("filename").asText();
      return stored.substring(stored.lastIndexOf('/') + 1);
    } catch (IOException e) {
      throw new CommandFailure(
          lumen.ctl.ExitCode.FAILED, "the jar must be readable: " + job.jar(), e);
    }
  }

  private static ObjectNode body(String jobId, JobSubmission job, boolean claim) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("jobId", jobId);
    body.put("entryClass", job.mainClass());
    body.put("parallelism", job.parallelism());
    ArrayNode arguments = body.putArray("programArgsList");
    job.arguments().forEach(arguments::add);
    job.from()
        .ifPresent(
            path -> {
              body.put("savepointPath", path);
              body.put("claimMode", claim ? "CLAIM" : "NO_CLAIM");
            });
    return body;
  }

  /** Cancels a job; its newest checkpoint is retained. Returns before it has ended. */
  public void cancel(String jobId) {
    http.patch("/jobs/" + jobId + "?mode=cancel");
  }

  /**
   * Stops a job with a savepoint and waits for it.
   *
   * @param drain whether all that is buffered is flushed as at the end of the input; a drained
   *     savepoint is final
   * @param targetFolder URI below which the savepoint is written
   * @return URI of the savepoint
   */
  public String stopWithSavepoint(String jobId, boolean drain, URI targetFolder) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("drain", drain);
    body.put("targetDirectory", targetFolder.toString());
    String trigger = http.post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
    while (true) {
      JsonNode answer = http.get("/jobs/" + jobId + "/savepoints/" + trigger);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = answer.path("operation");
        if (operation.has("location")) {
          return operation.path("location").asText();
        }
        String trace = operation.path("failure-cause").path("stack-trace").asText();
        throw CommandFailure.failed("the savepoint failed: " + RootCause.of(trace));
      }
      pause();
    }
  }

  /** What became of the job's checkpoints; none while it is being started. */
  public CheckpointCounts checkpoints(String jobId) {
    try {
      return CheckpointCounts.of(http.get("/jobs/" + jobId + "/checkpoints"));
    } catch (RestFailure e) {
      if (e.notYet()) {
        return new CheckpointCounts(0, 0, Optional.empty());
      }
      throw e;
    }
  }

  /** The innermost cause of the job's newest failure in one line. */
  public Optional<String> newestFailure(String jobId) {
    JsonNode entries =
        http.get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(RootCause.of(entries.get(0).path("stacktrace").asText()));
  }

  /** Waits until the job runs all its tasks or has ended. */
  public JobStatus awaitStarted(String jobId) {
    while (true) {
      JobStatus status = require(jobId).status();
      if (status.ended() || (status.healthy() && !NOT_YET.contains(status.state()))) {
        return status;
      }
      pause();
    }
  }

  /** Waits until the job has ended. */
  public JobStatus awaitEnded(String jobId) {
    while (true) {
      JobStatus status = require(jobId).status();
      if (status.ended()) {
        return status;
      }
      pause();
    }
  }

  private JobDetail require(String jobId) {
    return job(jobId)
        .orElseThrow(() -> CommandFailure.failed("the JobManager does not know the job: " + jobId));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(lumen.ctl.ExitCode.FAILED, "interrupted", e);
    }
  }
}
