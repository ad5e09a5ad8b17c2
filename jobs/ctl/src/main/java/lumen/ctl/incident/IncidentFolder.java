package lumen.ctl.incident;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.terminal.CommandFailure;

/**
 * Gathers what belongs to an incident, and remembers what could not be had: nothing that is missing
 * is a reason to have the rest not.
 */
final class IncidentFolder {
  /** Of a log the end counts. */
  private static final long MOST_LOG_BYTES = 20L << 20;

  private final Path folder;
  private final Map<String, String> missing = new TreeMap<>();

  IncidentFolder(Path folder) {
    this.folder = folder;
  }

  /** Something that may fail. */
  interface Part {
    /** Brings it into the folder. */
    void bring() throws IOException;
  }

  /** Where a file of the incident is to lie. */
  Path place(String name) throws IOException {
    Path place = folder.resolve(name);
    Files.createDirectories(place.getParent());
    return place;
  }

  /** Brings a part; where that fails, the reason is kept. */
  void bring(String name, Part part) {
    try {
      part.bring();
    } catch (IOException | CommandFailure e) {
      missing(name, e.getMessage());
    } catch (RuntimeException e) {
      missing(name, e.toString());
    }
  }

  /** Says why a part is not there. */
  void missing(String name, String why) {
    missing.put(name, Secrets.takenOut(why));
  }

  /** What could not be had, and why. */
  Map<String, String> missing() {
    return missing;
  }

  /** Writes a text without its secrets. */
  void text(String name, String text) throws IOException {
    Files.writeString(place(name), Secrets.takenOut(text));
  }

  /** Copies the end of a text file, without its secrets. */
  void tail(String name, Path from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(from.toFile(), "r")) {
      long skipped = Math.max(0, file.length() - MOST_LOG_BYTES);
      file.seek(skipped);
      byte[] bytes = new byte[(int) (file.length() - skipped)];
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      text(name, skipped == 0 ? text : text.substring(text.indexOf('\n') + 1));
    }
  }

  /**
   * Copies text files of a folder and of those below it, without their secrets.
   *
   * @param endings of the names that count
   */
  void tails(String name, Path from, List<String> endings) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new IOException("must be a folder: " + from);
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .forEach(found::add);
    }
    for (Path file : found) {
      tail(name + "/" + from.relativize(file).toString().replace('\\', '/'), file);
    }
  }

  /** All files that were brought, in order. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Name of a file within the incident. */
  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
