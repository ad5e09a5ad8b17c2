package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lumen.cluster.job.JobSubmission;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.watch.kept.JudgedJar;

/**
 * A version of a job: its jar, as it is kept, and what it is started with.
 *
 * @param job jar, class, arguments and parallelism
 * @param judged version and sum of the jar
 */
record Version(JobSubmission job, JudgedJar judged) {

  /** A job with a jar that is kept. */
  static Version of(JobSubmission job, Path kept) {
    try {
      return new Version(job.ofJar(kept), JudgedJar.of(kept));
    } catch (IOException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** As {@link #json} wrote it. */
  static Version read(JsonNode node) {
    List<String> arguments = new ArrayList<>();
    node.path("arguments").forEach(argument -> arguments.add(argument.asText()));
    Path jar = Path.of(node.path("jar").asText());
    return of(
        new JobSubmission(
            jar,
            node.path("main").asText(),
            arguments,
            node.path("parallelism").asInt(),
            Optional.empty()),
        jar);
  }

  /** Which of our jobs it is; empty: none, of whose outputs nothing is known. */
  Optional<JobKind> kind() {
    return Arrays.stream(JobKind.values())
        .filter(one -> one.mainClass().equals(job.mainClass()))
        .findFirst();
  }

  /** What starts it from a savepoint. */
  JobSubmission from(String savepoint) {
    return job.startedFrom(savepoint);
  }

  ObjectNode json() {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("jar", job.jar().toString())
            .put("sha256", judged.sha256())
            .put("version", judged.version())
            .put("main", job.mainClass())
            .put("parallelism", job.parallelism());
    node.set("arguments", Json.mapper().valueToTree(job.arguments()));
    return node;
  }
}
