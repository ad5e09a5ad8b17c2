package lumen.ctl.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.output.MadeByLumen;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.Belongings.Owned;

/**
 * What lies in an output folder under the names of results, judged before any of it goes: what an
 * earlier run left is removed; what the command reads is not, whatever is asked for; a capture and
 * a file that no run wrote are not unless that is asked for; a folder with files that no run wrote
 * never is.
 */
final class Leftovers {
  private static final String CAPTURED = "log";

  private final Path root;
  private final Belongings inputs;
  private final boolean overwrite;

  /** What is to go, the contents of a folder before it. */
  private final List<Path> leftovers = new ArrayList<>();

  private Leftovers(Path root, Belongings inputs, boolean overwrite) {
    this.root = root;
    this.inputs = inputs;
    this.overwrite = overwrite;
  }

  /**
   * Finds them.
   *
   * @param folders names of the folders of results
   * @param files names of the files of results
   * @param inputs what the command reads
   * @param overwrite whether captures and files of others may go
   * @throws CommandFailure naming the first thing that may not go, and what to do
   */
  static Leftovers find(
      Path root, List<String> folders, List<String> files, Belongings inputs, boolean overwrite)
      throws IOException {
    Leftovers found = new Leftovers(root, inputs, overwrite);
    Optional<Owned> recording = inputs.same(root);
    if (recording.isPresent()) {
      throw CommandFailure.usage(
          "--out must be another folder than %s: %s".formatted(recording.get().what(), root));
    }
    for (String folder : folders) {
      found.folder(folder);
    }
    for (String file : files) {
      found.file(root.resolve(file));
    }
    return found;
  }

  /** Removes them. */
  void remove() throws IOException {
    for (Path path : leftovers) {
      Files.deleteIfExists(path);
    }
  }

  private void folder(String output) throws IOException {
    Path folder = root.resolve(output);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    refuseInput(folder);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw foreign(folder);
    }
    List<Path> within = contents(folder);
    for (Path path : within) {
      boolean made =
          Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || MadeByLumen.part(output, path);
      if (!made) {
        throw foreign(path);
      }
    }
    if (output.equals(CAPTURED) && !overwrite && holdsLines(within)) {
      throw CommandFailure.usage(
          "a capture is not removed unasked: %s holds what `run --capture` recorded; keep it with `lumenctl capture %s --out DIR`, choose another --out, or --overwrite"
              .formatted(folder, root));
    }
    leftovers.addAll(within);
  }

  /** Its contents before itself; links are not followed. */
  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static boolean holdsLines(List<Path> parts) throws IOException {
    for (Path part : parts) {
      if (Files.isRegularFile(part) && Files.size(part) > 0) {
        return true;
      }
    }
    return false;
  }

  private void file(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    refuseInput(file);
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw foreign(file);
    }
    if (!overwrite && !MadeByLumen.file(file)) {
      throw CommandFailure.usage(
          "a file that no run wrote is not removed unasked: %s has the name of a result; move it, choose another --out, or --overwrite"
              .formatted(file));
    }
    leftovers.add(file);
  }

  private void refuseInput(Path target) {
    Optional<Owned> read = inputs.at(target);
    if (read.isPresent()) {
      throw CommandFailure.usage(
          "--out must not have what is read removed: %s, %s, lies under the name of a result, %s; move it or choose another --out"
              .formatted(read.get().path(), read.get().what(), target));
    }
  }

  private static CommandFailure foreign(Path path) {
    String log =
        RecordingFiles.MANIFEST.equals(String.valueOf(path.getFileName()))
            ? ", which belongs to a recording,"
            : "";
    return CommandFailure.usage(
        "a folder with what no run wrote is never removed: %s%s is in the place of results; move it or choose another --out"
            .formatted(path, log));
  }
}
