package lumen.runtime.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lumen.event.TextOf;
import org.apache.flink.api.common.serialization.BulkWriter;

/**
 * Lines and their line ends in UTF-8, handed on in pieces of {@value #PIECE} bytes: Flink's file
 * streams hand every write to the system as it is. What is left goes when the part is closed, at
 * every checkpoint.
 *
 * @param <T> what is shown by a line
 */
final class LineWriter<T> implements BulkWriter<T> {
  private static final int PIECE = 1 << 16;

  private final TextOf<T> text;
  private final OutputStream stream;
  private final byte[] piece = new byte[PIECE];
  private int size;

  LineWriter(TextOf<T> text, OutputStream stream) {
    this.text = text;
    this.stream = stream;
  }

  @Override
  public void addElement(T value) throws IOException {
    byte[] line = text.of(value).getBytes(StandardCharsets.UTF_8);
    if (line.length >= PIECE - size) {
      flush();
    }
    if (line.length < PIECE) {
      System.arraycopy(line, 0, piece, size, line.length);
      size += line.length;
    } else {
      stream.write(line);
    }
    piece[size++] = '\n';
  }

  @Override
  public void flush() throws IOException {
    stream.write(piece, 0, size);
    size = 0;
  }

  @Override
  public void finish() throws IOException {
    flush();
  }
}
