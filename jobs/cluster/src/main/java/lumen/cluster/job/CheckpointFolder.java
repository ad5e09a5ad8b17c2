package lumen.cluster.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints that lie in folders. One is complete exactly when it has a {@code
 * _metadata} file, which Flink puts there last and in one step.
 */
public final class CheckpointFolder {
  private static final String METADATA = "_metadata";
  private static final String FINAL_MARK = "FINAL";

  private CheckpointFolder() {}

  /** URI of the newest complete checkpoint below {@code checkpoints/<job id>}. */
  public static Optional<String> newest(Path checkpoints, String jobId) throws IOException {
    Path best = null;
    long bestNumber = -1;
    for (Path folder : complete(checkpoints.resolve(jobId))) {
      long number = number(folder);
      if (number > bestNumber) {
        best = folder;
        bestNumber = number;
      }
    }
    return Optional.ofNullable(best).map(folder -> folder.toUri().toString());
  }

  /** URI of the newest complete checkpoint or savepoint of any job, by the time of its metadata. */
  public static Optional<String> newestOfAll(Path checkpoints, Path savepoints) throws IOException {
    List<Path> found = new ArrayList<>(complete(savepoints));
    if (Files.isDirectory(checkpoints)) {
      try (Stream<Path> jobs = Files.list(checkpoints)) {
        for (Path job : jobs.toList()) {
          found.addAll(complete(job));
        }
      }
    }
    Path best = null;
    FileTime bestTime = null;
    for (Path folder : found) {
      FileTime time;
      try {
        time = Files.getLastModifiedTime(folder.resolve(METADATA));
      } catch (NoSuchFileException e) {
        continue; // its job has taken it away since, and has a newer one
      }
      if (!isFinal(folder) && (bestTime == null || time.compareTo(bestTime) > 0)) {
        best = folder;
        bestTime = time;
      }
    }
    return Optional.ofNullable(best).map(folder -> folder.toUri().toString());
  }

  /** Whether the folder holds a complete checkpoint or savepoint. */
  public static boolean isComplete(Path folder) {
    return Files.isRegularFile(folder.resolve(METADATA));
  }

  /**
   * Marks a savepoint that was taken with drain: the end of input is in its state, nothing may
   * follow.
   */
  public static void markFinal(Path savepoint) throws IOException {
    Files.writeString(
        savepoint.resolve(FINAL_MARK), "taken with drain: no job may start from here\n");
  }

  /** Whether {@link #markFinal} was called for it. */
  public static boolean isFinal(Path savepoint) {
    return Files.exists(savepoint.resolve(FINAL_MARK));
  }

  /** Whether the folder is that of a checkpoint, which Flink makes and nobody sums up. */
  public static boolean isRetained(Path folder) {
    return number(folder) >= 0;
  }

  private static List<Path> complete(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.filter(CheckpointFolder::isComplete).sorted().toList();
    }
  }

  private static long number(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("chk-[0-9]{1,18}") ? Long.parseLong(name.substring(4)) : -1;
  }
}
