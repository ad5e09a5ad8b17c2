package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import lumen.cluster.backup.SavepointCheck;
import lumen.cluster.job.CheckpointFolder;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Terminal;

/** Finds the savepoint or checkpoint that a user names. */
public final class SavepointArgument {
  /** The newest that lies in the cluster's folder. */
  public static final String LATEST = "latest";

  private SavepointArgument() {}

  /**
   * Finds it and checks that a job may start there, and that its files are as they were written
   * where it has their sums.
   *
   * @param text a path, a {@code file:} URI, or {@code latest} for the newest that lies in the
   *     cluster's folder
   * @return its URI
   * @throws CommandFailure if there is none, it was taken with drain, or a file of it is damaged
   */
  public static String resolve(String text, ClusterDirectory cluster) {
    String found = find(text, cluster);
    Path folder = Path.of(URI.create(found));
    if (CheckpointFolder.isFinal(folder)) {
      throw CommandFailure.usage(
          "must not be final: %s was taken with drain, after the end of its input".formatted(text));
    }
    if (!SavepointCheck.require(folder) && !CheckpointFolder.isRetained(folder)) {
      Terminal.tell("the savepoint has no SHA256SUMS: its bytes are taken as they are: " + folder);
    }
    return found;
  }

  /** Finds it as {@link #resolve} does, also where no job may start any more. */
  public static String find(String text, ClusterDirectory cluster) {
    if (text.equals(LATEST)) {
      return newest(cluster)
          .orElseThrow(
              () ->
                  CommandFailure.failed(
                      "no complete checkpoint or savepoint lies in " + cluster.root()));
    }
    Path folder = (text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text));
    Path absolute = folder.toAbsolutePath().normalize();
    if (!CheckpointFolder.isComplete(absolute)) {
      throw CommandFailure.usage("must hold a complete savepoint (_metadata): " + folder);
    }
    return absolute.toUri().toString();
  }

  /** Whether {@link #LATEST} names one. */
  public static boolean anyLiesIn(ClusterDirectory cluster) {
    return newest(cluster).isPresent();
  }

  private static Optional<String> newest(ClusterDirectory cluster) {
    try {
      return CheckpointFolder.newestOfAll(cluster.checkpoints(), cluster.savepoints());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "must be readable: " + cluster.root(), e);
    }
  }
}
