package lumen.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Hands a body on in pieces: the JDK's server copies twice what it is handed at once, which is too
 * much of a large page for several callers.
 */
final class Pieces extends FilterOutputStream {
  private static final int PIECE_BYTES = 1 << 16;

  Pieces(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; from += PIECE_BYTES) {
      out.write(bytes, from, Math.min(PIECE_BYTES, end - from));
    }
  }
}
