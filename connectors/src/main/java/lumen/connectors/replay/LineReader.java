package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;
import lumen.event.EventLimits;
import lumen.event.RejectReason;

/**
 * Cuts the content of one part of a recording into lines. A line longer than {@link
 * EventLimits#MAX_LINE_BYTES} is passed over without being held. A byte order mark at the beginning
 * is passed over, a carriage return at a line's end belongs to the line end. Neither the lines nor
 * their places depend on how many bytes the content hands out at a time.
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
  private static final int FIRST_CAPACITY = 1 << 18;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** A line that needs more than this without an end is too long whatever follows. */
  private static final int MAX_HELD = EventLimits.MAX_LINE_BYTES + BYTE_ORDER_MARK.length + 1;

  /** What is kept of a line that is passed over: its raw form and the byte that follows it. */
  private static final int KEPT = EventLimits.MAX_RAW_BYTES + 1;

  private final boolean follow;
  private final InputStream in;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int from;
  private int limit;
  private int searched;
  private long bufferOffset;
  private boolean skipping;
  private long skippedOffset;
  private boolean ended;
  private DamagedPartException damage;

  private int start;
  private int end;
  private int next;
  private long offset;
  private long line;

  /**
   * Reads on.
   *
   * @param in the content from the offset on, owned by the reader
   * @param offset where it goes on, in bytes of the content
   * @param line number of lines before the offset
   * @param follow whether an unfinished last line is waited for
   */
  LineReader(InputStream in, long offset, long line, boolean follow) {
    this.in = in;
    this.bufferOffset = offset;
    this.line = line;
    this.follow = follow;
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
      if (limit - from > MAX_HELD) {
        skip();
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
      endSkipping();
      return Found.TOO_LONG;
    }
    begin();
    end = stop > start && buffer[stop - 1] == '\r' ? stop - 1 : stop;
    return end - start > EventLimits.MAX_LINE_BYTES ? Found.TOO_LONG : Found.LINE;
  }

  private void begin() {
    boolean marked =
        bufferOffset + from == 0
            && limit - from >= BYTE_ORDER_MARK.length
            && Arrays.equals(buffer, from, from + 3, BYTE_ORDER_MARK, 0, 3);
    start = marked ? from + BYTE_ORDER_MARK.length : from;
    offset = bufferOffset + start;
  }

  private Found atEnd() {
    if (damage != null) {
      line++;
      next = limit;
      if (skipping) {
        endSkipping();
      } else {
        begin();
        end = limit;
      }
      return Found.DAMAGED;
    }
    if (follow || (from == limit && !skipping)) {
      next = from;
      return Found.END;
    }
    return found(limit, limit);
  }

  /** Keeps the beginning of an endless line and drops what has been read of the rest. */
  private void skip() {
    if (!skipping) {
      begin();
      System.arraycopy(buffer, start, buffer, 0, KEPT);
      skipping = true;
      skippedOffset = bufferOffset + from;
    }
    bufferOffset += limit - KEPT;
    limit = KEPT;
    from = KEPT;
    searched = KEPT;
  }

  private void endSkipping() {
    skipping = false;
    start = 0;
    end = KEPT;
  }

  private boolean fill() throws IOException {
    if (ended && !follow) {
      return false;
    }
    if (limit == buffer.length) {
      makeRoom();
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read > 0) {
        limit += read;
        return true;
      }
    } catch (DamagedPartException e) {
      damage = e;
    } catch (EOFException | ZipException e) {
      damage = new DamagedPartException(RejectReason.DAMAGED_GZIP, DamagedPartException.WHOLE, e);
    }
    ended = true;
    return false;
  }

  private void makeRoom() {
    int kept = skipping ? KEPT : 0;
    if (from > kept) {
      int shift = from - kept;
      System.arraycopy(buffer, from, buffer, kept, limit - from);
      bufferOffset += shift;
      from -= shift;
      limit -= shift;
      searched -= shift;
      next = from;
    } else {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
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

  /** What ended the part where the last find was {@link Found#DAMAGED}. */
  DamagedPartException damage() {
    return damage;
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

  /** Whether the line holds nothing but spaces. */
  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
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
