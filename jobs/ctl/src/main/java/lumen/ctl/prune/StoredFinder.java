package lumen.ctl.prune;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.connectors.replay.RecordingFiles;

/**
 * Finds what retention knows, in a folder and below:
 *
 * <ul>
 *   <li>a recording: a folder with a {@code manifest.json} whose format begins with {@code
 *       lumen-log} or {@code lumen-capture};
 *   <li>evidence: {@code evidence/YYYY-MM-DD/} with {@code part-*} or {@code *.ndjson[.gz]}, and
 *       {@code evidence/YYYY-MM-DD.ndjson[.gz]}; it ends with its day, UTC;
 *   <li>a savepoint: a folder {@code savepoint-*} with {@code _metadata}, which it is as old as;
 *   <li>a change of version: a folder in {@code upgrades/} with {@code upgrade.json} or {@code
 *       rollback.json}, as old as the newer of them;
 *   <li>a version: {@code versions/SHA256.jar}, as old as its last use.
 * </ul>
 *
 * <p>Symbolic links are neither followed nor part of anything.
 */
final class StoredFinder extends SimpleFileVisitor<Path> {
  private static final String EVIDENCE = "evidence";
  private static final String SAVEPOINT = "savepoint-";
  private static final String METADATA = "_metadata";
  private static final Pattern JAR = Pattern.compile("[0-9a-f]{64}\\.jar");

  private final List<Stored> found = new ArrayList<>();

  private StoredFinder() {}

  /** All of it, in the order of their paths. */
  static List<Stored> find(Path folder) throws IOException {
    StoredFinder finder = new StoredFinder();
    Files.walkFileTree(folder, finder);
    finder.found.sort((a, b) -> a.path().compareTo(b.path()));
    return finder.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (isFile(folder.resolve(RecordingFiles.MANIFEST))) {
      Optional<RecordedLog> log = RecordedLog.of(folder);
      if (log.isPresent()) {
        found.addAll(log.get().stored());
        return FileVisitResult.SKIP_SUBTREE;
      }
    }
    if (name(folder).startsWith(SAVEPOINT) && isFile(folder.resolve(METADATA))) {
      found.add(savepoint(folder));
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (isIn(folder, KeptChanges.CHANGES) && !told(folder).isEmpty()) {
      found.add(change(folder, told(folder)));
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (isEvidence(folder)) {
      Optional<LocalDate> day = day(name(folder));
      if (day.isPresent()) {
        evidence(folder, day.get(), evidenceFiles(folder), List.of(folder));
        return FileVisitResult.SKIP_SUBTREE;
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile() && isEvidence(file) && isNdjson(file)) {
      Optional<LocalDate> day = day(name(file).replaceFirst("\\.ndjson(\\.gz)?$", ""));
      if (day.isPresent()) {
        evidence(file, day.get(), List.of(file), List.of());
      }
    }
    if (attributes.isRegularFile()
        && isIn(file, KeptChanges.VERSIONS)
        && JAR.matcher(name(file)).matches()) {
      found.add(
          new Stored(
              StoredKind.VERSION,
              file,
              attributes.lastModifiedTime().toInstant(),
              attributes.size(),
              List.of(file),
              List.of()));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A running job removes its own files while they are looked through. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException thrown) throws IOException {
    if (thrown instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw thrown;
  }

  private void evidence(Path path, LocalDate day, List<Path> files, List<Path> folders)
      throws IOException {
    if (!files.isEmpty()) {
      Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      found.add(new Stored(StoredKind.EVIDENCE, path, end, bytes(files), files, folders));
    }
  }

  private static boolean isEvidence(Path path) {
    return isIn(path, EVIDENCE);
  }

  private static boolean isIn(Path path, String folder) {
    Path parent = path.getParent();
    return parent != null && name(parent).equals(folder);
  }

  private static List<Path> told(Path change) {
    return KeptChanges.TOLD.stream().map(change::resolve).filter(StoredFinder::isFile).toList();
  }

  private static Stored change(Path folder, List<Path> files) throws IOException {
    Instant end = Instant.MIN;
    for (Path file : files) {
      Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      end = written.isAfter(end) ? written : end;
    }
    return new Stored(StoredKind.CHANGE, folder, end, bytes(files), files, List.of(folder));
  }

  private static List<Path> evidenceFiles(Path day) throws IOException {
    return filesIn(day).stream()
        .filter(file -> name(file).startsWith("part-") || isNdjson(file))
        .toList();
  }

  private static Optional<LocalDate> day(String name) {
    try {
      return name.length() == 10 ? Optional.of(LocalDate.parse(name)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The file that makes it a savepoint goes last, so that what is interrupted is found again. */
  private static Stored savepoint(Path folder) throws IOException {
    Path metadata = folder.resolve(METADATA);
    List<Path> files = new ArrayList<>(filesIn(folder));
    files.remove(metadata);
    files.add(metadata);
    Instant end = Files.getLastModifiedTime(metadata, LinkOption.NOFOLLOW_LINKS).toInstant();
    return new Stored(StoredKind.SAVEPOINT, folder, end, bytes(files), files, List.of(folder));
  }

  /** The regular files directly in a folder, by name; hidden ones are left out. */
  static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> isFile(entry) && !name(entry).startsWith("."))
          .sorted()
          .toList();
    }
  }

  static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isNdjson(Path path) {
    return name(path).endsWith(".ndjson") || name(path).endsWith(".ndjson.gz");
  }

  static String name(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }
}
