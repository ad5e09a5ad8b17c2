package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hands out at most so many bytes at a time. */
final class TricklingInput extends InputStream {
  private final InputStream in;
  private final int most;
  private boolean closed;

  TricklingInput(byte[] content, int most) {
    this(new ByteArrayInputStream(content), most);
  }

  TricklingInput(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    return in.read(out, offset, Math.min(length, most));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }

  boolean isClosed() {
    return closed;
  }
}
