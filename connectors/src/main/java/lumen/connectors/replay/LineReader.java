package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import lumen.event.EventLimits;

/**
 * Reads the lines of one part of a recording, plain or gzip (told by its first bytes), from a byte
 * offset of its uncompressed content. A line longer than {@link EventLimits#MAX_LINE_BYTES} is
 * passed over without being held. A leading byte order mark is passed over, a carriage return at a
 * line's end belongs to the line end.
 */
final class LineReader implements AutoCloseable {
  /** What {@link #next} came to. */
  enum Found {
    /** A line. */
    LINE,
    /** A line over the limit; its beginning is in the buffer. */
    TOO_LONG,
    /** Damaged compressed data; the rest of the part cannot be read. */
    DAMAGED,
    /** The end of the part, for now. */
    END
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final boolean follow;
  private final InputStream in;
  private byte[] buffer = new byte[EventLimits.MAX_LINE_BYTES + (1 << 18)];
  private int from;
  private int limit;
  private int searched;
  private long bufferOffset;
  private boolean skipping;
  private long skippedOffset;
  private boolean ended;
  private boolean damaged;

  private int start;
  private int end;
  private int next;
  private long offset;
  private long line;

  /**
   * Opens a part.
   *
   * @param offset where to go on, in bytes of the uncompressed content
   * @param line number of lines before the offset
   * @param follow whether an unfinished last line is waited for
   */
  LineReader(Path file, long offset, long line, boolean follow) throws IOException {
    this.follow = follow;
    this.line = line;
    this.in = open(file, offset);
    this.bufferOffset = offset;
    if (offset == 0) {
      passByteOrderMark();
    }
  }

  private static InputStream open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      InputStream raw = Channels.newInputStream(channel);
      if (isGzip(raw)) {
        channel.position(0);
        InputStream unzipped = new GZIPInputStream(raw, 1 << 16);
        unzipped.skipNBytes(offset);
        return unzipped;
      }
      if (channel.size() < offset) {
        throw new EOFException(
            "recording must not shrink: "
                + file
                + " has "
                + channel.size()
                + " bytes, was read up to "
                + offset);
      }
      channel.position(offset);
      return raw;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    byte[] magic = raw.readNBytes(2);
    return magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
  }

  private void passByteOrderMark() throws IOException {
    while (limit < 3 && fill()) {
      // Three bytes tell.
    }
    if (limit >= 3
        && (buffer[0] & 0xFF) == 0xEF
        && (buffer[1] & 0xFF) == 0xBB
        && (buffer[2] & 0xFF) == 0xBF) {
      from = 3;
      searched = 3;
    }
    next = from;
  }

  /** Goes to the next line. */
  Found next() throws IOException {
    from = next;
    searched = Math.max(searched, from);
    while (true) {
      int newline = findNewline();
      if (newline >= 0) {
        return found(newline, newline + 1);
      }
      searched = limit;
      if (limit - from > EventLimits.MAX_LINE_BYTES) {
        beginSkipping();
      }
      if (!fill()) {
        return atEnd();
      }
    }
  }

  private Found found(int stop, int after) {
    line++;
    next = after;
    if (skipping) {
      skipping = false;
      start = 0;
      offset = skippedOffset;
      return Found.TOO_LONG;
    }
    start = from;
    offset = bufferOffset + from;
    end = stop > start && buffer[stop - 1] == '\r' ? stop - 1 : stop;
    return end - start > EventLimits.MAX_LINE_BYTES ? Found.TOO_LONG : Found.LINE;
  }

  private Found atEnd() {
    if (damaged) {
      damaged = false;
      start = skipping ? 0 : from;
      offset = skipping ? skippedOffset : bufferOffset + from;
      end = skipping ? EventLimits.MAX_RAW_BYTES : limit;
      skipping = false;
      next = limit;
      line++;
      return Found.DAMAGED;
    }
    if (from == limit && !skipping) {
      next = from;
      return Found.END;
    }
    if (follow) {
      next = from;
      return Found.END;
    }
    return found(limit, limit);
  }

  /** Keeps the beginning of an endless line and drops what has been read of the rest. */
  private void beginSkipping() {
    if (!skipping) {
      System.arraycopy(buffer, from, buffer, 0, EventLimits.MAX_RAW_BYTES);
      end = EventLimits.MAX_RAW_BYTES;
      skipping = true;
      skippedOffset = bufferOffset + from;
    }
    int keep = EventLimits.MAX_RAW_BYTES;
    bufferOffset += limit - keep;
    limit = keep;
    from = keep;
    searched = keep;
  }

  private boolean fill() throws IOException {
    if (ended && !follow) {
      return false;
    }
    int keep = skipping ? EventLimits.MAX_RAW_BYTES : 0;
    if (from > keep && limit == buffer.length) {
      int shift = from - keep;
      System.arraycopy(buffer, from, buffer, keep, limit - from);
      bufferOffset += shift;
      from -= shift;
      limit -= shift;
      searched -= shift;
      next = from;
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read > 0) {
        limit += read;
        return true;
      }
    } catch (EOFException | ZipException e) {
      damaged = true;
    }
    ended = true;
    return false;
  }

  private int findNewline() {
    int i = searched;
    for (; i + 8 <= limit; i += 8) {
      long word = (long) LONGS.get(buffer, i) ^ NEWLINES;
      long hit = (word - ONES) & ~word & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    for (; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** The bytes that hold the line. */
  byte[] buffer() {
    return buffer;
  }

  /** First byte of the line in the buffer. */
  int start() {
    return start;
  }

  /** End of the line in the buffer, exclusive. */
  int end() {
    return end;
  }

  /** Number of the line, from 1. */
  long line() {
    return line;
  }

  /** Byte offset of the line. */
  long offset() {
    return offset;
  }

  /** Byte offset from which another reader can go on after the line. */
  long nextOffset() {
    return skipping ? skippedOffset : bufferOffset + next;
  }

  /** Steps back before the line that was found last, so that it is found again. */
  void unread() {
    next = start;
    searched = start;
    line--;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
