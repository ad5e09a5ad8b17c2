package lumen.terminal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** Room on the disks that a command writes to: which of them is full, and by how much. */
public final class DiskRoom {
  private static final String TOO_LARGE = "File too large";

  /** With less than this left, a disk is as good as full: a file system keeps some for itself. */
  private static final long NEXT_TO_NOTHING = 1 << 20;

  /** What the operating system says, with or without a quota, and where files have a limit. */
  private static final List<String> FULL =
      List.of("No space left on device", "quota exceeded", DiskRoom.TOO_LARGE);

  private DiskRoom() {}

  /** Whether something failed because a disk, or the user's share of it, is full. */
  public static boolean isOut(Throwable thrown) {
    return FULL.stream().anyMatch(words -> says(thrown, words));
  }

  private static boolean says(Throwable thrown, String words) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains(words)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes that the user may still write where a path lies, or would lie. */
  public static long free(Path path) {
    try {
      return Files.getFileStore(existing(path)).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static Path existing(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
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
   * Adds to a failure which disk is full, if one is, and what is missing there.
   *
   * @param places where was written to, the most telling first; of several on one disk it is told
   */
  public static CommandFailure explained(CommandFailure failure, List<WrittenPlace> places) {
    List<WrittenPlace> full =
        places.stream().filter(place -> isFull(place.path())).collect(Collectors.toList());
    if (full.isEmpty() && isOut(failure)) {
      // What failed may have given room back since.
      full.addAll(places);
    }
    if (full.isEmpty()) {
      return failure;
    }
    Map<String, String> told = new LinkedHashMap<>();
    full.forEach(place -> told.computeIfAbsent(disk(place.path()), disk -> told(place)));
    return new CommandFailure(
        failure.exitCode(),
        "%s; %s: %s"
            .formatted(
                failure.getMessage(),
                says(failure, TOO_LARGE)
                    ? "files may grow no further (ulimit -f)"
                    : "a disk is full",
                String.join("; ", told.values())),
        failure);
  }

  private static String told(WrittenPlace place) {
    return "%s has %s left, %s"
        .formatted(place.path(), Amount.bytes(free(place.path())), place.missing().get());
  }

  private static String disk(Path path) {
    try {
      return Files.getFileStore(existing(path)).toString();
    } catch (IOException e) {
      return path.toString();
    }
  }
}
