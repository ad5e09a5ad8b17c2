package lumen.connectors.replay;

import java.io.InputStream;
import java.util.Arrays;

/** A file that another program appends to. */
final class GrowingInput extends InputStream {
  private byte[] bytes = new byte[0];
  private int at;

  void add(byte[] more) {
    int length = bytes.length;
    bytes = Arrays.copyOf(bytes, length + more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
  }

  @Override
  public int read() {
    return at < bytes.length ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int n = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, out, offset, n);
    at += n;
    return n == 0 ? -1 : n;
  }
}
