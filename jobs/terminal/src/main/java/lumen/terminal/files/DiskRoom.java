package lumen.terminal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** Room on the disks that a command writes to: which of them is full, and by how much. */
public final class DiskRoom {
  /** With less than this left, a disk is as good as full: a file system keeps some for itself. */
  private static final long NEXT_TO_NOTHING = 1 << 20;

  /** What the operating system says, with or without a quota. */
  private static final List<String> FULL = List.of("No space left on device", "quota exceeded");

  private DiskRoom() {}

  /** Whether something failed because a disk, or the user's share of it, is full. */
  public static boolean isOut(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (FULL.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes that the user may still write where a path lies, or would lie. */
  public static long free(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Whether the disk where a path lies, or would lie, has next to nothing left. */
  public static boolean isFull(Path path) {
    return free(path) < NEXT_TO_NOTHING;
  }

  /**
   * The failure of a file that its disk has no room for.
   *
   * @param path the file
   * @param missing bytes that are still to be written, 0: not known
   */
  public static CommandFailure full(Path path, long missing, Throwable cause) {
    String needs = missing > 0 ? Amount.bytes(missing) + " more" : "more";
    return new CommandFailure(
        ExitCode.FAILED,
        "disk must have room: %s needs %s than there is, and has %s left"
            .formatted(path, needs, Amount.bytes(free(path))),
        cause);
  }

  /**
   * Adds to a failure what is left on the disks that were written to, if one of them is full.
   *
   * @param places a path on each of them
   */
  public static CommandFailure explained(CommandFailure failure, List<Path> places) {
    if (!isOut(failure) && places.stream().noneMatch(DiskRoom::isFull)) {
      return failure;
    }
    String left =
        places.stream()
            .map(place -> Amount.bytes(free(place)) + " in " + place)
            .collect(Collectors.joining(", "));
    return new CommandFailure(
        failure.exitCode(),
        failure.getMessage()
            + "; a disk is full, and how much more was to be written is not known: left are "
            + left,
        failure);
  }
}
