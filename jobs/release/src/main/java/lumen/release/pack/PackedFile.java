package lumen.release.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a release.
 *
 * @param path where it lies in the release, with {@code /}
 * @param program whether it can be executed
 * @param content its bytes
 */
record PackedFile(String path, boolean program, Content content) {
  /** Bytes that can be read more than once. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  /** One that lies somewhere. */
  static PackedFile of(String path, Path file) {
    return new PackedFile(path, Files.isExecutable(file), () -> Files.readAllBytes(file));
  }

  /** One that is made. */
  static PackedFile of(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new PackedFile(path, false, bytes::clone);
  }
}
