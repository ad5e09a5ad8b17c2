package lumen.connectors.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that holds secrets: a password or a token in its first line, or a text of several. It must
 * be its owner's alone (no right of group or others), where the file system knows of owners. No
 * message holds anything of what it holds.
 *
 * @param path the file; a relative one counts from where the process was started
 */
public record SecretFile(String path) implements Serializable {
  /** The largest file of one line that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 14;

  /** The largest text that is read, in bytes: certificates may stand in it. */
  public static final int MAX_TEXT_BYTES = 1 << 18;

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /** Checks that a file is named. */
  public SecretFile {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("must name a file: path is empty");
    }
  }

  /**
   * Its first line as it is now, UTF-8, without a carriage return at its end.
   *
   * @throws IOException with one line that says what is wrong and what mends it
   */
  public String read() throws IOException {
    Path file = file();
    byte[] bytes = bytes(file, MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("must hold one line, at most " + MAX_BYTES + " bytes: " + file);
    }
    return firstLine(bytes, file);
  }

  /**
   * All of it as it is now, UTF-8.
   *
   * @throws IOException with one line that says what is wrong and what mends it
   */
  public String text() throws IOException {
    Path file = file();
    byte[] bytes = bytes(file, MAX_TEXT_BYTES + 1);
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new IOException("must hold at most " + MAX_TEXT_BYTES + " bytes: " + file);
    }
    return decoded(bytes, bytes.length, file);
  }

  private Path file() {
    return Path.of(path).toAbsolutePath().normalize();
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("must be a file, not a folder: " + file);
      }
      checkOwnersAlone(file);
      if (!Files.isRegularFile(file)) {
        // A pipe gives what it holds once, and a secret is read anew at each use.
        throw new IOException("must be a file, not a pipe or a device: " + file);
      }
      if (!Files.isReadable(file)) {
        throw new IOException(
            "must be readable by %s: %s".formatted(System.getProperty("user.name"), file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(most);
      }
    } catch (NoSuchFileException e) {
      throw new IOException("must exist: " + file, e);
    }
  }

  private static void checkOwnersAlone(Path file) throws IOException {
    Set<PosixFilePermission> rights;
    try {
      rights = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return;
    }
    if (rights.stream().anyMatch(OF_OTHERS::contains)) {
      throw new IOException(
          "must be readable by its owner alone, is %s: chmod 600 %s"
              .formatted(PosixFilePermissions.toString(rights), file));
    }
  }

  private static String firstLine(byte[] bytes, Path file) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    if (end == 0) {
      throw new IOException("must hold the secret in its first line: " + file + " has none there");
    }
    return decoded(bytes, end, file);
  }

  private static String decoded(byte[] bytes, int length, Path file) throws IOException {
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      // Without its cause, which tells lengths only, but of the secret.
      throw new IOException("must be UTF-8: " + file);
    }
  }
}
