package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.sound.midi.InvalidMidiDataException;
import lumen.connectors.midi.SmfEvents;

/**
 * Opens the content of a part as lines: plain, compressed or a Standard MIDI File, told by its
 * first bytes.
 */
final class PartContent {
  /** So many bytes tell gzip from plain. */
  static final int MAGIC_BYTES = 2;

  private static final int SKIP_BYTES = 1 << 16;

  private PartContent() {}

  /**
   * Opens a part.
   *
   * @param stream name of its stream: the event source of what has none of its own
   * @param offset where to go on, in bytes of the content, uncompressed and rendered
   * @param follow whether the file may still grow
   * @param ahead whether a compressed part is decompressed in a thread of its own
   */
  static InputStream open(Path file, String stream, long offset, boolean follow, boolean ahead)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      InputStream raw = Channels.newInputStream(channel);
      byte[] first = raw.readNBytes(Compression.MAGIC_BYTES);
      if (SmfEvents.isSmf(first)) {
        channel.close();
        return midi(file, stream, offset);
      }
      Optional<Compression> compression = Compression.of(first);
      if (compression.isPresent()) {
        channel.position(0);
        InputStream content = compression.get().open(raw, follow);
        skipOrClose(content, offset, file);
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

  private static InputStream midi(Path file, String stream, long offset) throws IOException {
    try {
      InputStream content = SmfEvents.read(file).lines(stream);
      skip(content, offset, file);
      return content;
    } catch (InvalidMidiDataException e) {
      throw new IOException("Standard MIDI File must be whole: " + file + ": " + e.getMessage(), e);
    }
  }

  /** A decoder holds memory that nothing but closing it gives back. */
  private static void skipOrClose(InputStream content, long offset, Path file) throws IOException {
    try {
      skip(content, offset, file);
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
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
