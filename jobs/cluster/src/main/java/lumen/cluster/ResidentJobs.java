package lumen.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.LumenHome;

/**
 * The jobs jar as the cluster's processes carry it: a copy on their own class path, made when they
 * start.
 *
 * <p>Flink loads the classes of a job anew for each job, and the JVM then compiles them anew, which
 * takes longer than minutes of a recording. A job of the very jar that the processes carry is
 * handed over as a jar without classes, so its classes are those of the class path, loaded and
 * compiled once. Any other jar, such as that of a later build, is handed over as it is: its own
 * classes come first, and nothing of the copy is seen by it.
 *
 * <p>Not with high availability: such jobs outlive the processes, and so bring their classes.
 */
final class ResidentJobs {
  private final Path copy;
  private final Path shell;

  private ResidentJobs(ClusterDirectory directory) {
    Path folder = directory.resident();
    copy = folder.resolve("lumen-jobs.jar");
    shell = folder.resolve("without-classes.jar");
  }

  /**
   * Copies the jobs jar that the build made for the processes that are about to start; none of
   * earlier ones may be left.
   *
   * @return the copy, or nothing where there is no jar or the cluster is not to carry one
   */
  static Optional<Path> place(LumenHome home, ClusterDirectory directory, ClusterSettings settings)
      throws IOException {
    ResidentJobs jobs = new ResidentJobs(directory);
    Files.createDirectories(directory.resident());
    Files.deleteIfExists(jobs.copy);
    Files.deleteIfExists(jobs.shell);
    if (settings.highAvailability() || !Files.isRegularFile(home.jobsJar())) {
      return Optional.empty();
    }
    Files.copy(home.jobsJar(), jobs.copy, StandardCopyOption.REPLACE_EXISTING);
    jobs.writeShell();
    return Optional.of(jobs.copy);
  }

  private void writeShell() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream file = Files.newOutputStream(shell);
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.finish();
    }
  }

  /** The submission as it is to be handed over. */
  static JobSubmission handed(ClusterDirectory directory, JobSubmission job) throws IOException {
    ResidentJobs jobs = new ResidentJobs(directory);
    boolean carried =
        Files.isRegularFile(jobs.shell)
            && Files.isRegularFile(job.jar())
            && Files.mismatch(jobs.copy, job.jar()) < 0;
    return carried ? job.ofJar(jobs.shell) : job;
  }
}
