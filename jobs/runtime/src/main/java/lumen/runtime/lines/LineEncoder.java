package lumen.runtime.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lumen.event.TextOf;
import org.apache.flink.api.common.serialization.Encoder;

/**
 * A line and its line end in UTF-8, in one write: Flink's file streams hand every write to the
 * system as it is.
 *
 * @param <T> what is shown by a line
 */
final class LineEncoder<T> implements Encoder<T> {
  private static final long serialVersionUID = 1L;

  private final TextOf<T> text;

  LineEncoder(TextOf<T> text) {
    this.text = text;
  }

  @Override
  public void encode(T value, OutputStream stream) throws IOException {
    stream.write((text.of(value) + '\n').getBytes(StandardCharsets.UTF_8));
  }
}
