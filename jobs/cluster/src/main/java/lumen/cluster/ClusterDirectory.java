package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/**
 * Everything that a session cluster writes, in one folder.
 *
 * @param root absolute path
 */
public record ClusterDirectory(Path root) {
  public ClusterDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Makes the folders that the processes expect. */
  void create() {
    try {
      for (String name :
          List.of("conf", "log", "tmp", "upload", "rocksdb", "checkpoints", "savepoints", "jobs")) {
        Files.createDirectories(root.resolve(name));
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be writable: " + root, e);
    }
  }

  Path conf() {
    return root.resolve("conf");
  }

  /** The log that a process writes through log4j. */
  Path log(ProcessName process) {
    return root.resolve("log").resolve(process.fileName() + ".log");
  }

  /** What a process prints, such as a JVM that cannot start. */
  Path out(ProcessName process) {
    return root.resolve("log").resolve(process.fileName() + ".out");
  }

  Path supervisorOut() {
    return root.resolve("log/supervisor.out");
  }

  Path plan() {
    return root.resolve("plan.json");
  }

  Path state() {
    return root.resolve("state.json");
  }

  Path lock() {
    return root.resolve("start.lock");
  }

  Path pid(String name) {
    return root.resolve(name + ".pid");
  }

  /** What the processes carry beside Flink, see {@link ResidentJobs}. */
  Path resident() {
    return root.resolve("lib");
  }

  /** One file for each job that lives, see {@link SubmittedJob}. */
  Path jobs() {
    return root.resolve("jobs");
  }

  /** Below it lie the checkpoints, {@code <job id>/chk-<n>}. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** Below it lie the savepoints. */
  public Path savepoints() {
    return root.resolve("savepoints");
  }

  /** {@link #savepoints} as Flink wants it. */
  public URI savepointsUri() {
    return savepoints().toUri();
  }
}
