package lumen.terminal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lumen.terminal.CommandFailure;

/**
 * What a command reads: files, folders with what counts of them, the files of a config folder. None
 * of it may be removed or overwritten by the same command, under whatever name it is met there: a
 * symbolic or hard link, a path with {@code ..}, other letters on a file system that does not tell
 * capitals apart.
 */
public final class Belongings {
  private static final String RULES = "evidence";

  private final List<Owned> owned = new ArrayList<>();

  /**
   * Something that is read.
   *
   * @param what what it is to the command, such as "the recording"
   */
  public record Owned(Path path, String what) {}

  /** Nothing is read. */
  public static Belongings none() {
    return new Belongings();
  }

  /** Adds a file or folder. */
  public Belongings add(String what, Path path) {
    owned.add(new Owned(path.toAbsolutePath(), what));
    return this;
  }

  /** Adds a file or folder where there is one. */
  public Belongings add(String what, Optional<Path> path) {
    path.ifPresent(there -> add(what, there));
    return this;
  }

  /** Adds the files of a folder, not of its folders, whose names pass. */
  public Belongings addFilesOf(String what, Path folder, Predicate<String> name) {
    files(folder, name).forEach(file -> add(what, file));
    return this;
  }

  /** Adds the files of a config folder. */
  public Belongings config(Optional<Path> folder) {
    for (Path named : folder.stream().toList()) {
      for (Path part : List.of(named, named.resolve(RULES))) {
        addFilesOf("a file of --config", part, Belongings::isOfConfig);
      }
    }
    return this;
  }

  /** What is read from this file or folder, or from a place within it. */
  public Optional<Owned> at(Path target) {
    return owned.stream().filter(one -> lies(one.path(), target)).findFirst();
  }

  /** The folder that is read as one recording and is this one. */
  public Optional<Owned> same(Path folder) {
    return owned.stream()
        .filter(one -> Files.isDirectory(one.path()) && isSame(one.path(), folder))
        .findFirst();
  }

  /** Whether a path, or what it stands for, is a file or folder or lies within it. */
  static boolean lies(Path path, Path target) {
    if (!Files.exists(target)) {
      return false;
    }
    return isBelow(path.toAbsolutePath().normalize(), target)
        || real(path).map(place -> isBelow(place, target)).orElse(false);
  }

  private static boolean isBelow(Path path, Path target) {
    for (Path at = path; at != null; at = at.getParent()) {
      if (isSame(at, target)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two names stand for one file, by its key in the file system. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw CommandFailure.usage("must be readable: " + one + ", " + other + ": " + e);
    }
  }

  /** The real path of what is there, or would be. */
  public static Path place(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path there = absolute;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there.toRealPath().resolve(there.relativize(absolute)).normalize();
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(Path folder, Predicate<String> name) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> name.test(String.valueOf(file.getFileName())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw CommandFailure.usage("must be a readable folder: " + folder + ": " + e.getMessage());
    }
  }

  private static boolean isOfConfig(String name) {
    return name.endsWith(".yaml") || name.endsWith(".json");
  }
}
