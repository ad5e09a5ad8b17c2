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
 * A file whose first line is a password or a token. It must be its owner's alone (no right of group
 * or others), where the file system knows of owners. No message holds anything of what it holds.
 *
 * @param path the file; a relative one counts from where the process was started
 */
public record SecretFile(String path) implements Serializable {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 14;

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
    Path file = Path.of(path).toAbsolutePath().normalize();
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("must be a file, not a folder: " + file);
      }
      checkOwnersAlone(file);
      if (!Files.isReadable(file)) {
        throw new IOException(
            "must be readable by %s: %s".formatted(System.getProperty("user.name"), file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw new IOException("must exist: " + file, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("must hold one line, at most " + MAX_BYTES + " bytes: " + file);
    }
    return firstLine(bytes, file);
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
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
    } catch (CharacterCodingException e) {
      // Without its cause, which tells lengths only, but of the secret.
      throw new IOException("must be UTF-8: " + file);
    }
  }
}
