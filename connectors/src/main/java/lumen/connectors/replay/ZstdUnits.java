package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import lumen.event.RejectReason;

/**
 * Hands the frames of a Zstandard file (RFC 8878) to a decoder a unit at a time: the header of a
 * frame, a block, the checksum. A decoder that fails at one has handed out all that came before,
 * however much it was asked for at a time. Several frames follow each other; skippable ones are
 * passed over. {@link #available} is 0: a decoder that has something to hand out asks for no more.
 */
final class ZstdUnits extends InputStream {
  /** The most memory that a frame may need, in bytes: what the tool zstd grants unless told. */
  static final long MAX_WINDOW_BYTES = 128L << 20;

  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int MAGIC_BYTES = 4;
  private static final int BLOCK_HEADER = 3;
  private static final int MAX_BLOCK = 1 << 17;
  private static final int CHECKSUM = 4;
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
  private static final int[] SIZE_BYTES = {0, 2, 4, 8};
  private static final int RLE = 1;
  private static final int RESERVED = 3;
  private static final int MIN_WINDOW_LOG = 10;

  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM
  }

  private final InputStream raw;
  private final byte[] unit = new byte[BLOCK_HEADER + MAX_BLOCK];
  private int at;
  private int limit;
  private Next next = Next.FRAME;
  private boolean checked;

  /** Reads a file from its beginning. */
  ZstdUnits(InputStream raw) {
    this.raw = raw;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Hands out what is left of a unit.
   *
   * @return number of bytes, -1 at the end of the last frame
   * @throws DamagedPartException where no whole unit follows
   */
  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == limit && !load()) {
      return -1;
    }
    int n = Math.min(length, limit - at);
    System.arraycopy(unit, at, out, offset, n);
    at += n;
    return n;
  }

  private boolean load() throws IOException {
    at = 0;
    limit = 0;
    try {
      switch (next) {
        case FRAME -> {
          return frame();
        }
        case BLOCK -> block();
        case CHECKSUM -> {
          require(CHECKSUM);
          next = Next.FRAME;
        }
      }
    } catch (EOFException e) {
      limit = 0;
      throw damaged(e);
    }
    return true;
  }

  /** Passes what may be skipped, then takes a frame's header; false at the end. */
  private boolean frame() throws IOException {
    int magic = SKIPPABLE;
    while ((magic & 0xFFFFFFF0) == SKIPPABLE) {
      limit = raw.readNBytes(unit, 0, MAGIC_BYTES);
      if (limit == 0) {
        return false;
      }
      if (limit < MAGIC_BYTES) {
        throw new EOFException();
      }
      magic = (int) littleEndian(0, MAGIC_BYTES);
      if ((magic & 0xFFFFFFF0) == SKIPPABLE) {
        require(MAGIC_BYTES);
        raw.skipNBytes(littleEndian(MAGIC_BYTES, MAGIC_BYTES));
      }
    }
    if (magic != MAGIC) {
      limit = 0;
      throw damaged(null);
    }
    header();
    next = Next.BLOCK;
    return true;
  }

  private void header() throws IOException {
    require(1);
    int descriptor = unit[MAGIC_BYTES];
    boolean single = (descriptor & 0x20) != 0;
    checked = (descriptor & 0x04) != 0;
    int sizeBytes = SIZE_BYTES[(descriptor >> 6) & 3];
    sizeBytes = sizeBytes == 0 && single ? 1 : sizeBytes;
    int windowAt = limit;
    int sizeAt = windowAt + (single ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3];
    require(sizeAt + sizeBytes - limit);
    long window = single ? contentSize(sizeAt, sizeBytes) : windowSize(unit[windowAt] & 0xFF);
    if (window < 0 || window > MAX_WINDOW_BYTES) {
      limit = 0;
      throw new DamagedPartException(
          RejectReason.DAMAGED_ZSTD,
          "compressed part must need at most %d MiB of memory to be read: a frame needs %s MiB; zstd without --long and --ultra needs less"
              .formatted(MAX_WINDOW_BYTES >> 20, Long.toUnsignedString(window >>> 20)),
          null);
    }
  }

  private long contentSize(int from, int bytes) {
    return littleEndian(from, bytes) + (bytes == 2 ? 256 : 0);
  }

  private static long windowSize(int code) {
    long base = 1L << (MIN_WINDOW_LOG + (code >> 3));
    return base + (base / 8) * (code & 7);
  }

  private void block() throws IOException {
    require(BLOCK_HEADER);
    int header = (int) littleEndian(0, BLOCK_HEADER);
    int type = (header >> 1) & 3;
    int size = header >> 3;
    if (type == RESERVED || size > MAX_BLOCK) {
      limit = 0;
      throw damaged(null);
    }
    require(type == RLE ? 1 : size);
    if ((header & 1) != 0) {
      next = checked ? Next.CHECKSUM : Next.FRAME;
    }
  }

  /** Adds so many bytes to the unit. */
  private void require(int bytes) throws IOException {
    if (raw.readNBytes(unit, limit, bytes) < bytes) {
      throw new EOFException();
    }
    limit += bytes;
  }

  private long littleEndian(int from, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (unit[from + i] & 0xFF);
    }
    return value;
  }

  private static DamagedPartException damaged(Throwable cause) {
    return new DamagedPartException(RejectReason.DAMAGED_ZSTD, DamagedPartException.WHOLE, cause);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
