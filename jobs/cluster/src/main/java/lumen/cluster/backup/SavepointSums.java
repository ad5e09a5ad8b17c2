package lumen.cluster.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sums of a savepoint's files, {@value #FILE} beside them, in the form that {@code sha256sum -c
 * SHA256SUMS} takes. They are made of what lies on the disk when the savepoint is complete, so they
 * tell of what happens to it from then on.
 */
public final class SavepointSums {
  /** Name of the list. */
  public static final String FILE = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^/\\p{Cntrl}]+)");
  private static final int SHOWN = 12;
  private static final int BUFFER = 1 << 16;

  /** The mark of a drained savepoint is put there afterwards. */
  private static final String FINAL_MARK = "FINAL";

  private SavepointSums() {}

  /** Whether a savepoint has the list; one of an older version, or of Flink itself, has none. */
  public static boolean present(Path savepoint) {
    return Files.exists(savepoint.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the list of a complete savepoint; it is there whole or not at all.
   *
   * @throws IOException if a file cannot be read, or the list cannot be written
   */
  public static void write(Path savepoint) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files(savepoint)) {
      lines.append(sum(file)).append("  ").append(file.getFileName()).append('\n');
    }
    Path part = savepoint.resolve("." + FILE + ".part");
    Files.writeString(part, lines);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        part,
        savepoint.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What is wrong with the files of a savepoint that has the list, the first in the order of their
   * names.
   *
   * @return file and fault; empty if all are as they were
   * @throws IOException if the folder or the list cannot be read
   */
  public static Optional<String> fault(Path savepoint) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    // Byte by byte: a list that is damaged may be no UTF-8 any more.
    List<String> lines = Files.readAllLines(savepoint.resolve(FILE), StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        return Optional.of("%s: its line %d is no sum of a file".formatted(FILE, i + 1));
      }
      sums.put(line.group(2), line.group(1));
    }
    Optional<String> unlisted =
        files(savepoint).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !sums.containsKey(name))
            .findFirst();
    for (Map.Entry<String, String> sum : sums.entrySet()) {
      if (unlisted.isPresent() && !isThere(savepoint.resolve(sum.getKey()))) {
        return Optional.of(
            "%s: has a line for %s, which is missing, and none for %s"
                .formatted(FILE, sum.getKey(), unlisted.get()));
      }
      Optional<String> fault = fault(savepoint.resolve(sum.getKey()), sum.getValue());
      if (fault.isPresent()) {
        return Optional.of(sum.getKey() + ": " + fault.get());
      }
    }
    return unlisted.map(name -> "%s: has no line for %s".formatted(FILE, name));
  }

  private static boolean isThere(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<String> fault(Path file, String sum) throws IOException {
    if (!isThere(file)) {
      return Optional.of("is missing");
    }
    String found = sum(file);
    return found.equals(sum)
        ? Optional.empty()
        : Optional.of(
            "is not as it was written: its sha256 must be %s..., is %s..."
                .formatted(sum.substring(0, SHOWN), found.substring(0, SHOWN)));
  }

  private static List<Path> files(Path savepoint) throws IOException {
    try (Stream<Path> entries = Files.list(savepoint)) {
      return entries.filter(SavepointSums::listed).sorted().toList();
    }
  }

  private static boolean listed(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && !name.equals(FILE)
        && !name.equals(FINAL_MARK);
  }

  /** SHA-256 in hex (FIPS 180-4) of a file, read in pieces. */
  public static String sum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
