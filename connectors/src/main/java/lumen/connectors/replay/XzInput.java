package lumen.connectors.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import lumen.event.RejectReason;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * The content of an .xz file of one or several streams. The decoder reads a chunk, at most 64 KiB
 * of the file, before it decodes it, and loses what it has decoded of a request that comes to a
 * damaged place; it is asked for {@link #STEP_BYTES} at a time, whatever the reader asks for, so
 * that what is handed out depends on the file alone. An error stays.
 */
final class XzInput extends InputStream {
  /** The most memory that a stream may need, in KiB: what `xz -9` needs, and a little. */
  static final int MAX_MEMORY_KIB = 65 << 10;

  static final int STEP_BYTES = 256;

  private final InputStream raw;
  private final byte[] step = new byte[STEP_BYTES];
  private XZInputStream content;
  private int at;
  private int limit;
  private DamagedPartException damage;

  /** Reads a file from its beginning. */
  XzInput(InputStream raw) {
    this.raw = raw;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Hands out what is there.
   *
   * @return number of bytes, -1 at the end of the last stream
   * @throws DamagedPartException if the file breaks off or is damaged here
   */
  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    int done = 0;
    while (done < length && more()) {
      int n = Math.min(length - done, limit - at);
      System.arraycopy(step, at, out, offset + done, n);
      at += n;
      done += n;
    }
    if (done > 0 || length == 0) {
      return done;
    }
    if (damage != null) {
      throw damage;
    }
    return -1;
  }

  /** Decodes a step where none is left; false at the end or at a damaged place. */
  private boolean more() throws IOException {
    if (at < limit) {
      return true;
    }
    if (damage != null) {
      return false;
    }
    try {
      if (content == null) {
        content = new XZInputStream(new BufferedInputStream(raw, 1 << 16), MAX_MEMORY_KIB);
      }
      at = 0;
      limit = 0;
      limit = Math.max(0, content.read(step, 0, STEP_BYTES));
    } catch (MemoryLimitException e) {
      damage = damaged(tooLarge(e.getMemoryNeeded()), e);
    } catch (XZIOException | EOFException e) {
      damage = damaged(DamagedPartException.WHOLE, e);
    }
    return at < limit;
  }

  private static String tooLarge(int neededKib) {
    return "compressed part must need at most %d MiB of memory to be read: a stream needs %d MiB; xz -9 needs less"
        .formatted(MAX_MEMORY_KIB >> 10, (neededKib >> 10) + 1);
  }

  private static DamagedPartException damaged(String rule, Throwable cause) {
    return new DamagedPartException(RejectReason.DAMAGED_XZ, rule, cause);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
