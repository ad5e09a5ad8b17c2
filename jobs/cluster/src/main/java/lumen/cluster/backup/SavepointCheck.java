package lumen.cluster.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.SavepointNote;
import lumen.terminal.CommandFailure;

/**
 * Refuses a savepoint that is not as it was written, before a job is started from it: such a job
 * would begin with states that nobody computed, or fail over and over.
 */
public final class SavepointCheck {
  private SavepointCheck() {}

  /**
   * Looks at the files of a savepoint by their sums.
   *
   * @param savepoint its folder
   * @return false if it has no sums, so that nothing is known of its bytes
   * @throws CommandFailure naming the first bad file, and the next older savepoint that is whole
   */
  public static boolean require(Path savepoint) {
    if (!SavepointSums.present(savepoint)) {
      return false;
    }
    try {
      Optional<String> fault = SavepointSums.fault(savepoint);
      if (fault.isPresent()) {
        throw damaged(savepoint, fault.get());
      }
      return true;
    } catch (IOException e) {
      throw damaged(savepoint, SavepointSums.FILE + ": must be readable: " + e.getMessage());
    }
  }

  /**
   * The failure that names a bad file, the same wherever it is found.
   *
   * @param fault file and fault
   */
  public static CommandFailure damaged(Path savepoint, String fault) {
    return CommandFailure.failed(
        "a savepoint must be as it was written: %s: %s; %s"
            .formatted(
                savepoint,
                fault,
                nextOlder(savepoint)
                    .map(older -> "the next older one is whole: --from " + older)
                    .orElse("no older one of its job is whole")));
  }

  /** The newest savepoint beside it that is older, of the same job and whole. */
  static Optional<Path> nextOlder(Path savepoint) {
    Path parent = savepoint.toAbsolutePath().normalize().getParent();
    Optional<String> job = SavepointNote.of(savepoint).map(SavepointNote::name);
    try (Stream<Path> beside = Files.list(parent)) {
      long made = made(savepoint);
      List<Aged> older = new ArrayList<>();
      for (Path other : beside.toList()) {
        if (!Files.isSameFile(other, savepoint) && mayFollow(other, job) && made(other) < made) {
          older.add(new Aged(other, made(other)));
        }
      }
      older.sort(Comparator.comparingLong(Aged::made).thenComparing(Aged::folder).reversed());
      return older.stream().map(Aged::folder).filter(SavepointCheck::whole).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Aged(Path folder, long made) {}

  /** Where the damaged one no longer tells whose it is, any may. */
  private static boolean mayFollow(Path folder, Optional<String> job) {
    return CheckpointFolder.isComplete(folder)
        && !CheckpointFolder.isFinal(folder)
        && (job.isEmpty()
            || SavepointNote.of(folder).filter(note -> note.name().equals(job.get())).isPresent());
  }

  private static boolean whole(Path folder) {
    try {
      return SavepointSums.present(folder) && SavepointSums.fault(folder).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** When it was made: whoever damages a file changes the time of that one alone. */
  private static long made(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long made = Long.MAX_VALUE;
      for (Path file : files.toList()) {
        made =
            Math.min(made, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis());
      }
      return made;
    }
  }
}
