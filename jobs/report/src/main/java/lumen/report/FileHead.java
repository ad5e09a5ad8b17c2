package lumen.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The beginning of a file, which tells what wrote it. */
final class FileHead {
  private static final int BYTES = 1 << 12;

  private FileHead() {}

  /** The first 4 KiB as text. */
  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BYTES), StandardCharsets.UTF_8);
    }
  }
}
