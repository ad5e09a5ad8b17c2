package lumen.fusion.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.Encoder;

/**
 * A line and its line end in UTF-8, in one write: Flink's file streams hand every write to the
 * system as it is.
 */
final class LineEncoder implements Encoder<String> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(String line, OutputStream stream) throws IOException {
    stream.write((line + '\n').getBytes(StandardCharsets.UTF_8));
  }
}
