package lumen.ctl.drill.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is mounted where this process lives, as Linux tells it. */
final class MountTable {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  /** Where the mount point stands among the words of a line. */
  private static final int POINT = 4;

  private static final long PATIENCE_S = 30;

  private MountTable() {}

  /** Mount points at a folder or below it. */
  private static List<Path> below(Path folder) throws IOException {
    return below(folder.toRealPath(), Files.readAllLines(TABLE));
  }

  static List<Path> below(Path folder, List<String> table) {
    return table.stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > POINT)
        .map(words -> Path.of(plain(words[POINT])))
        .filter(point -> point.startsWith(folder))
        .toList();
  }

  /** Linux writes a space, a tab, a line's end and a backslash by their octal numbers. */
  private static String plain(String word) {
    return word.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /**
   * Takes a disk away, and looks what is still mounted.
   *
   * @param folder of all that was used
   * @param disk in it, that was mounted for it
   * @return what is left, in words
   */
  static List<String> left(Path folder, Optional<Path> disk)
      throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    if (disk.isPresent()) {
      left.add(release(disk.get()));
      left.removeIf(String::isEmpty);
    }
    below(folder).forEach(point -> left.add("is mounted still: " + point));
    return left;
  }

  /** What umount says, empty if it went well; it is refused while anybody uses the disk. */
  private static String release(Path disk) throws IOException, InterruptedException {
    Process umount =
        new ProcessBuilder("umount", disk.toString()).redirectErrorStream(true).start();
    String said =
        new String(umount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!umount.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      umount.destroyForcibly();
      return "umount does not end";
    }
    return umount.exitValue() == 0 ? "" : said;
  }
}
