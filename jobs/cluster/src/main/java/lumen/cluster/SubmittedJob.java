package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.Json;

/**
 * A job that lives on the session cluster, as {@code jobs/<id>.json}: all that is needed to start
 * it again under its own id after the JobManager was lost. The jar is kept beside it, so that a
 * build in between changes nothing.
 *
 * @param from savepoint that it was first started from, or an empty text
 */
record SubmittedJob(
    String id, String jar, String mainClass, List<String> arguments, int parallelism, String from) {
  private static final String CHECKPOINTED = ".checkpointed";

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
            job.from().orElse(""));
    Json.write(directory.jobs().resolve(id + ".json"), stored);
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
    for (String suffix : List.of(".json", ".jar", CHECKPOINTED)) {
      Files.deleteIfExists(directory.jobs().resolve(id + suffix));
    }
  }

  /**
   * Notes that a checkpoint of it was seen complete; a file of its own, so that nothing is
   * overwritten.
   */
  void markCheckpointed(ClusterDirectory directory) throws IOException {
    Path mark = directory.jobs().resolve(id + CHECKPOINTED);
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
  }

  boolean checkpointed(ClusterDirectory directory) {
    return Files.exists(directory.jobs().resolve(id + CHECKPOINTED));
  }

  /** What to run to have it again. */
  JobSubmission submission(Optional<String> checkpoint) {
    Optional<String> start =
        checkpoint.or(() -> from.isEmpty() ? Optional.empty() : Optional.of(from));
    return new JobSubmission(Path.of(jar), mainClass, arguments, parallelism, start);
  }
}
