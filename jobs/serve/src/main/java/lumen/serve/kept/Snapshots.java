package lumen.serve.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.SavepointNote;

/**
 * The savepoints and retained checkpoints of a cluster.
 *
 * @param savepoints folder of {@code savepoint-*}
 * @param checkpoints folder of {@code JOB/chk-*}
 */
public record Snapshots(Path savepoints, Path checkpoints) {
  private static final String METADATA = "_metadata";

  /** All that are complete, newest first. */
  public List<Snapshot> all() throws IOException {
    List<Snapshot> all = new ArrayList<>();
    for (Path folder : folders(savepoints)) {
      String name = folder.getFileName().toString();
      String id = name.replaceFirst("^savepoint-", "").replaceFirst("-[^-]*$", "");
      String job = SavepointNote.of(folder).map(SavepointNote::name).orElse(id);
      snapshot(folder, name, "savepoint", job).ifPresent(all::add);
    }
    for (Path job : folders(checkpoints)) {
      String id = job.getFileName().toString();
      for (Path folder : folders(job)) {
        String name = id + '/' + folder.getFileName();
        snapshot(folder, name, "checkpoint", id).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingLong(Snapshot::made).reversed().thenComparing(Snapshot::name));
    return all;
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Empty where it is not complete, or goes while it is looked at. */
  private static Optional<Snapshot> snapshot(Path folder, String name, String kind, String job)
      throws IOException {
    if (!CheckpointFolder.isComplete(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
      }
      long made = Files.getLastModifiedTime(folder.resolve(METADATA)).toMillis();
      boolean last = CheckpointFolder.isFinal(folder);
      return Optional.of(new Snapshot(name, kind, made, bytes, job, last));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
