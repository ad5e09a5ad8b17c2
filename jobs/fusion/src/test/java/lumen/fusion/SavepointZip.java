package lumen.fusion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Keeps a savepoint whose sinks know their folder by its absolute path. That path is made as long
 * on every machine, so another of the same length takes its place byte by byte: what stands before
 * and behind it, lengths and offsets among them, holds.
 */
final class SavepointZip {
  private static final int LENGTH = 240;

  /** What stands in the kept files instead of the folder. */
  private static final String ANYWHERE = "/" + "_".repeat(LENGTH - 1);

  private SavepointZip() {}

  /** The folder below another whose absolute path is as long as it must be. */
  static Path folder(Path below) {
    String parent = below.toAbsolutePath().normalize() + "/";
    int missing = LENGTH - parent.getBytes(StandardCharsets.UTF_8).length;
    if (missing < 1) {
      throw new IllegalStateException("path must be shorter than " + LENGTH + " bytes: " + parent);
    }
    return Path.of(parent + "_".repeat(missing));
  }

  /** Packs the files of a savepoint of a job that wrote below a {@link #folder}. */
  static void pack(Path savepoint, Path folder, Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.sorted().toList()) {
        out.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        byte[] content = moved(Files.readAllBytes(file), folder.toString(), ANYWHERE);
        if (new String(content, StandardCharsets.ISO_8859_1).contains(folder.getParent() + "/")) {
          throw new IllegalStateException("must know no other path of this machine: " + file);
        }
        out.write(content);
        out.closeEntry();
      }
    }
  }

  /** Unpacks them for a job that writes below another {@link #folder}. */
  static void unpack(InputStream zip, Path folder, Path into) throws IOException {
    Files.createDirectories(into);
    try (ZipInputStream in = new ZipInputStream(zip)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName());
        Files.write(file, moved(in.readAllBytes(), ANYWHERE, folder.toString()));
      }
    }
  }

  private static byte[] moved(byte[] content, String from, String to) {
    byte[] old = from.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
    int copied = 0;
    for (int i = 0; i + old.length <= content.length; i++) {
      if (Arrays.equals(content, i, i + old.length, old, 0, old.length)) {
        out.write(content, copied, i - copied);
        out.writeBytes(to.getBytes(StandardCharsets.UTF_8));
        copied = i + old.length;
        i = copied - 1;
      }
    }
    out.write(content, copied, content.length - copied);
    return out.toByteArray();
  }
}
