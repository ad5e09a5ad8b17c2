package lumen.ctl.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lumen.ctl.CommandFailure;

/**
 * The folder of one run's results: the parts that the job commits, one subfolder for each output,
 * and the files made of them.
 *
 * @param root the folder, absolute
 */
public record OutputFolder(Path root) {
  private static final String PART_PREFIX = "part-";

  /** Everything that a run leaves; nothing else in the folder is ever touched. */
  private static final List<String> PARTS =
      List.of(
          "frames",
          "channels",
          "control",
          "evidence",
          "rejects",
          "late",
          "facts",
          "accounts",
          "log");

  private static final List<String> FILES =
      List.of(
          "frames.ndjson",
          "channels.ndjson",
          "control.ndjson",
          "evidence.ndjson",
          "rejects.ndjson",
          "late.ndjson",
          "facts.ndjson",
          "summary.json",
          "report.html");

  /** Makes the folder, and removes what an earlier run left in it. */
  public void prepare() {
    try {
      Files.createDirectories(root);
      for (String part : PARTS) {
        delete(root.resolve(part));
      }
      for (String file : FILES) {
        Files.deleteIfExists(root.resolve(file));
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--out must be a folder that can be written: " + root + ": " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /**
   * The committed parts of one output, days first; unfinished parts of lost attempts are left out.
   */
  public List<Path> parts(String output) throws IOException {
    Path folder = root.resolve(output);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> parts = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(PART_PREFIX))
          .sorted()
          .forEach(parts::add);
    }
    return parts;
  }

  /** A file of the results. */
  public Path file(String name) {
    return root.resolve(name);
  }
}
