package lumen.rig;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as ranges of one reused buffer, which grows to the longest line. */
final class LineScanner {
  private static final int INITIAL = 1 << 20;
  private final InputStream in;
  private byte[] buffer = new byte[INITIAL];
  private int filled;
  private int from;
  private int to;
  private int next;
  private boolean ended;

  LineScanner(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    from = next;
    int scan = next;
    while (true) {
      for (; scan < filled; scan++) {
        if (buffer[scan] == '\n') {
          to = scan;
          next = scan + 1;
          return true;
        }
      }
      if (ended) {
        to = filled;
        next = filled;
        return from < filled;
      }
      scan -= from;
      fill();
    }
  }

  /** Moves the unfinished line to the front of the buffer and reads behind it. */
  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    from = 0;
    next = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int n = in.read(buffer, filled, buffer.length - filled);
    ended = n < 0;
    filled += Math.max(0, n);
  }

  /** The buffer that holds the line, until the next call of {@link #next}. */
  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** First byte after the line; the line end is not part of it. */
  int to() {
    return to;
  }
}
