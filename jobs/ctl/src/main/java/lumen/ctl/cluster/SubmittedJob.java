package lumen.ctl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.ctl.Json;
import lumen.ctl.job.JobSubmission;

/**
 * A job that lives on the session cluster, as {@code jobs/<id>.json}: all that is needed to start
 * it again under its own id after the JobManager was lost. The jar is kept beside it, so that a
 * build in between changes nothing.
 *
 * @param from savepoint that it was first started from, or an empty text
 * @param checkpointed whether a checkpoint of it was ever seen complete
 */
record SubmittedJob(
    String id,
    String jar,
    String mainClass,
    List<String> arguments,
    int parallelism,
    String from,
    boolean checkpointed) {
  SubmittedJob {
    arguments = List.copyOf(arguments);
  }

  /** Records a job before it is started. */
  static SubmittedJob store(ClusterDirectory directory, String id, JobSubmission job)
      throws IOException {
    Path jar = directory.jobs().resolve(id + ".jar");
    Files.copy(job.jar(), jar, StandardCopyOption.REPLACE_EXISTING);
    SubmittedJob stored =
        new SubmittedJob(
            id,
            jar.toString(),
            job.mainClass(),
            job.arguments(),
            job.parallelism(),
            job.from().orElse(""),
            false);
    stored.write(directory);
    return stored;
  }

  /** All that are recorded. */
  static List<SubmittedJob> all(ClusterDirectory directory) throws IOException {
    List<SubmittedJob> jobs = new ArrayList<>();
    if (Files.isDirectory(directory.jobs())) {
      try (Stream<Path> files = Files.list(directory.jobs())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          jobs.add(Json.read(file, SubmittedJob.class));
        }
      }
    }
    return jobs;
  }

  /** Removes the record of a job that has ended. */
  static void forget(ClusterDirectory directory, String id) throws IOException {
    Files.deleteIfExists(directory.jobs().resolve(id + ".json"));
    Files.deleteIfExists(directory.jobs().resolve(id + ".jar"));
  }

  /** The same, once a complete checkpoint was seen. */
  SubmittedJob withCheckpoint() {
    return new SubmittedJob(id, jar, mainClass, arguments, parallelism, from, true);
  }

  void write(ClusterDirectory directory) throws IOException {
    Json.write(directory.jobs().resolve(id + ".json"), this);
  }

  /** What to run to have it again. */
  JobSubmission submission(Optional<String> checkpoint) {
    Optional<String> start =
        checkpoint.or(() -> from.isEmpty() ? Optional.empty() : Optional.of(from));
    return new JobSubmission(Path.of(jar), mainClass, arguments, parallelism, start);
  }
}
