package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the uncompressed content of a part: plain or gzip, told by its first bytes. */
final class PartContent {
  /** So many bytes tell gzip from plain. */
  static final int MAGIC_BYTES = 2;

  private static final int SKIP_BYTES = 1 << 16;

  private PartContent() {}

  /**
   * Opens a part.
   *
   * @param offset where to go on, in bytes of the uncompressed content
   * @param follow whether the file may still grow
   * @param ahead whether a compressed part is decompressed in a thread of its own
   */
  static InputStream open(Path file, long offset, boolean follow, boolean ahead)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      InputStream raw = Channels.newInputStream(channel);
      if (isGzip(raw)) {
        channel.position(0);
        InputStream content = new GzipInput(raw, follow);
        skip(content, offset, file);
        return ahead && !follow ? new ReadAhead(content, String.valueOf(file)) : content;
      }
      if (channel.size() < offset) {
        throw shrunk(file, channel.size(), offset);
      }
      channel.position(offset);
      return raw;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    byte[] magic = raw.readNBytes(MAGIC_BYTES);
    return magic.length == MAGIC_BYTES && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
  }

  private static void skip(InputStream content, long offset, Path file) throws IOException {
    byte[] scratch = new byte[(int) Math.min(offset, SKIP_BYTES)];
    for (long left = offset; left > 0; ) {
      int read = content.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw shrunk(file, offset - left, offset);
      }
      left -= read;
    }
  }

  private static EOFException shrunk(Path file, long has, long offset) {
    return new EOFException(
        "recording must not shrink: " + file + " has " + has + " bytes, was read up to " + offset);
  }
}
