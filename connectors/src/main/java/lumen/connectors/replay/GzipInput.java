package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one or several members (RFC 1952). Unlike the JDK's stream it takes
 * nothing for the end that is not one: what follows a member is another, or zero padding, or an
 * error. All bytes before a damaged place are handed out, however they are asked for. A file that
 * grows can be read to its end for now and further on.
 */
final class GzipInput extends InputStream {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FIXED_HEADER = 10;
  private static final int TRAILER = 8;

  private enum State {
    BETWEEN,
    BODY,
    TRAILER
  }

  private final InputStream raw;
  private final boolean growing;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[1 << 17];
  private int from;
  private int limit;
  private State state = State.BETWEEN;
  private ZipException damage;

  /**
   * Reads a gzip file from its beginning.
   *
   * @param growing whether an unfinished end is only the end for now
   */
  GzipInput(InputStream raw, boolean growing) {
    this.raw = raw;
    this.growing = growing;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Hands out what is there.
   *
   * @return number of bytes, -1 at the end, which in a growing file is the end for now
   * @throws EOFException if the file ends within a member and does not grow
   * @throws ZipException if the file is damaged here
   */
  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (damage != null) {
        throw damage;
      }
      boolean more =
          switch (state) {
            case BETWEEN -> header();
            case TRAILER -> trailer();
            case BODY -> true;
          };
      if (!more) {
        return atEnd();
      }
      if (state == State.BODY) {
        int n = inflate(out, offset, length);
        if (n > 0) {
          return n;
        }
        if (state == State.BODY && damage == null && !fill()) {
          return atEnd();
        }
      }
    }
  }

  private int atEnd() throws EOFException {
    if (growing || (state == State.BETWEEN && from == limit)) {
      return -1;
    }
    throw new EOFException("gzip must be whole: the file ends within a member");
  }

  private int inflate(byte[] out, int offset, int length) {
    long before = inflater.getBytesWritten();
    try {
      inflater.inflate(out, offset, length);
      if (inflater.needsDictionary()) {
        damage = new ZipException("gzip must not need a dictionary");
      }
    } catch (DataFormatException e) {
      damage = new ZipException("gzip must be undamaged: " + e.getMessage());
      damage.initCause(e);
    }
    int n = (int) (inflater.getBytesWritten() - before);
    crc.update(out, offset, n);
    if (inflater.finished()) {
      from = limit - inflater.getRemaining();
      state = State.TRAILER;
    }
    return n;
  }

  /** Gives the inflater more to read; false at the end. */
  private boolean fill() throws IOException {
    if (!inflater.needsInput()) {
      return true;
    }
    from = 0;
    limit = 0;
    if (!require(1)) {
      return false;
    }
    inflater.setInput(input, 0, limit);
    return true;
  }

  private boolean trailer() throws IOException {
    if (!require(TRAILER)) {
      return false;
    }
    boolean whole =
        littleEndian(from) == (int) crc.getValue()
            && littleEndian(from + 4) == (int) inflater.getBytesWritten();
    if (whole) {
      from += TRAILER;
      state = State.BETWEEN;
    } else {
      damage = new ZipException("gzip must be undamaged: its checksum or length differs");
    }
    return true;
  }

  private int littleEndian(int at) {
    return (input[at] & 0xFF)
        | (input[at + 1] & 0xFF) << 8
        | (input[at + 2] & 0xFF) << 16
        | input[at + 3] << 24;
  }

  /** Passes a member's header; false at the end. */
  private boolean header() throws IOException {
    while (require(1) && input[from] == 0) {
      from++;
    }
    int length = require(FIXED_HEADER) ? headerLength() : 0;
    if (length > 0) {
      from += length;
      inflater.reset();
      crc.reset();
      inflater.setInput(input, from, limit - from);
      state = State.BODY;
    }
    return length != 0;
  }

  /** Length of the header that lies ahead, 0 if the file ends in it, -1 if it is none. */
  private int headerLength() throws IOException {
    boolean gzip =
        (input[from] & 0xFF) == 0x1F && (input[from + 1] & 0xFF) == 0x8B && input[from + 2] == 8;
    if (!gzip) {
      damage = new ZipException("gzip must be undamaged: something else follows a member");
      return -1;
    }
    int flags = input[from + 3];
    int length = FIXED_HEADER;
    if ((flags & FLAG_EXTRA) != 0) {
      if (!require(length + 2)) {
        return damage == null ? 0 : -1;
      }
      length += 2 + (input[from + length] & 0xFF) + ((input[from + length + 1] & 0xFF) << 8);
    }
    for (int flag = FLAG_NAME; flag <= FLAG_COMMENT; flag *= 2) {
      boolean terminated = (flags & flag) == 0;
      while (!terminated) {
        if (!require(length + 1)) {
          return damage == null ? 0 : -1;
        }
        terminated = input[from + length++] == 0;
      }
    }
    length += (flags & FLAG_HEADER_CRC) != 0 ? 2 : 0;
    return require(length) ? length : damage == null ? 0 : -1;
  }

  /** Makes so many bytes lie ahead, none of them taken; false at the end. */
  private boolean require(int bytes) throws IOException {
    while (limit - from < bytes) {
      if (bytes > input.length) {
        damage = new ZipException("gzip header must have at most " + input.length + " bytes");
        return false;
      }
      if (from + bytes > input.length) {
        System.arraycopy(input, from, input, 0, limit - from);
        limit -= from;
        from = 0;
      }
      int read = raw.read(input, limit, input.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    raw.close();
  }
}
