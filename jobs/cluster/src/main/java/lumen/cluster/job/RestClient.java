package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

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

  /** A client that waits so long for an answer, instead of a minute. */
  public RestClient(URI base, Duration patience) {
    this.http = new FlinkHttp(base, patience);
  }

  public URI base() {
    return http.base();
  }

  /** Slots that the registered TaskManagers offer. */
  public ClusterOverview overview() {
    return ClusterOverview.of(http.get("/overview"));
  }

  /** Slots of the registered TaskManagers, by their names. */
  public Map<String, Integer> registeredSlots() {
    Map<String, Integer> slots = new TreeMap<>();
    for (JsonNode taskManager : http.get("/taskmanagers").path("taskmanagers")) {
      slots.put(taskManager.path("id").asText(), taskManager.path("slotsNumber").asInt());
    }
    return slots;
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
      throw new CommandFailure(ExitCode.FAILED, "the jar must be readable: " + job.jar(), e);
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
    return stopWithSavepoint(jobId, drain, targetFolder, () -> true);
  }

  /**
   * The same for as long as it goes on.
   *
   * @param goesOn asked about ten times a second; once it says no, there is no savepoint
   */
  public String stopWithSavepoint(
      String jobId, boolean drain, URI targetFolder, BooleanSupplier goesOn) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("drain", drain);
    body.put("targetDirectory", targetFolder.toString());
    String trigger = http.post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
    return savepoint(jobId, trigger, goesOn);
  }

  /**
   * Takes a savepoint of a job that goes on, and waits for it. Nothing is committed by it.
   *
   * @param targetFolder URI below which the savepoint is written
   * @return URI of the savepoint
   */
  public String takeSavepoint(String jobId, URI targetFolder) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("cancel-job", false);
    body.put("target-directory", targetFolder.toString());
    String trigger = http.post("/jobs/" + jobId + "/savepoints", body).path("request-id").asText();
    return savepoint(jobId, trigger, () -> true);
  }

  private String savepoint(String jobId, String trigger, BooleanSupplier goesOn) {
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
      if (!goesOn.getAsBoolean()) {
        throw CommandFailure.failed("the job does not get on with its savepoint: " + jobId);
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

  /** Which checkpoint is under way, if one is, and how many tasks have acknowledged it. */
  public String acknowledged(String jobId) {
    try {
      JsonNode newest = http.get("/jobs/" + jobId + "/checkpoints").path("history").path(0);
      return newest.path("id") + " " + newest.path("num_acknowledged_subtasks");
    } catch (RestFailure e) {
      if (e.notYet()) {
        return "";
      }
      throw e;
    }
  }

  /** The failures that the JobManager remembers, newest first. */
  public List<JobFailure> failures(String jobId) {
    List<JobFailure> failures = new ArrayList<>();
    for (JsonNode entry :
        http.get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries")) {
      failures.add(
          new JobFailure(entry.path("timestamp").asLong(), entry.path("stacktrace").asText()));
    }
    return failures;
  }

  /** The innermost cause of the job's newest failure in one line. */
  public Optional<String> newestFailure(String jobId) {
    return failures(jobId).stream().findFirst().map(JobFailure::cause);
  }

  /** Waits until the job runs all its tasks or has ended. */
  public JobStatus awaitStarted(String jobId) {
    while (true) {
      Optional<JobStatus> started = started(jobId);
      if (started.isPresent()) {
        return started.get();
      }
      pause();
    }
  }

  /** The job, if it runs all its tasks or has ended. */
  public Optional<JobStatus> started(String jobId) {
    JobStatus status = require(jobId).status();
    return status.ended() || (status.healthy() && !NOT_YET.contains(status.state()))
        ? Optional.of(status)
        : Optional.empty();
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
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }
}
