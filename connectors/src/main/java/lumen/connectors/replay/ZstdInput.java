package lumen.connectors.replay;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import lumen.event.RejectReason;

/**
 * The content of a Zstandard file of one or several frames. All bytes before a damaged block are
 * handed out, however they are asked for; an error stays.
 */
final class ZstdInput extends InputStream {
  private final InputStream units;
  private ZstdInputStreamNoFinalizer content;
  private DamagedPartException damage;

  /** Reads a file from its beginning. */
  ZstdInput(InputStream raw) {
    units = new ZstdUnits(raw);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Hands out what is there.
   *
   * @return number of bytes, -1 at the end of the last frame
   * @throws DamagedPartException if the file breaks off or is damaged here
   */
  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    if (length == 0) {
      return 0;
    }
    try {
      if (content == null) {
        content = new ZstdInputStreamNoFinalizer(units);
      }
      return content.read(out, offset, length);
    } catch (DamagedPartException e) {
      damage = e;
    } catch (ZstdIOException e) {
      damage = new DamagedPartException(RejectReason.DAMAGED_ZSTD, DamagedPartException.WHOLE, e);
    }
    throw damage;
  }

  @Override
  public void close() throws IOException {
    if (content == null) {
      units.close();
    } else {
      content.close();
    }
  }
}
