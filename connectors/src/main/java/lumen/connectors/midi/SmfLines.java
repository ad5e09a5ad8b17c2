package lumen.connectors.midi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.sound.midi.InvalidMidiDataException;
import lumen.intake.LiveMessage;

/** Writes the events of a Standard MIDI File as lines of JSON, as they are read. */
final class SmfLines extends InputStream {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final SmfMerge merge;
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private byte[] line = new byte[0];
  private int at;

  SmfLines(SmfMerge merge, String source) {
    this.merge = merge;
    this.source = quoted(source);
  }

  @Override
  public int read() throws IOException {
    return hasBytes() ? line[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    int written = 0;
    while (written < length && hasBytes()) {
      int n = Math.min(length - written, line.length - at);
      System.arraycopy(line, at, out, offset + written, n);
      at += n;
      written += n;
    }
    return written == 0 && length > 0 ? -1 : written;
  }

  private boolean hasBytes() throws IOException {
    try {
      while (at == line.length) {
        if (!merge.next()) {
          return false;
        }
        line = render(merge.event());
        at = 0;
      }
      return true;
    } catch (InvalidMidiDataException e) {
      throw new IOException("Standard MIDI File must be whole: " + e.getMessage(), e);
    }
  }

  private byte[] render(LiveMessage event) {
    text.setLength(0);
    long micros = event.arrivalMicros();
    text.append("{\"ts\":").append(micros / MICROS_PER_SECOND).append('.');
    String fraction = String.valueOf(MICROS_PER_SECOND + micros % MICROS_PER_SECOND);
    text.append(fraction, 1, fraction.length()).append(",\"source\":").append(source);
    text.append(",\"key\":");
    if (event instanceof LiveMessage.Scalar scalar) {
      text.append(quoted(scalar.key())).append(",\"value\":").append(scalar.value());
    } else if (event instanceof LiveMessage.Fields fields) {
      text.append(quoted(fields.key())).append(",\"value\":{");
      for (int i = 0; i < fields.fields().length; i++) {
        text.append(i == 0 ? "" : ",").append(quoted(fields.fields()[i]));
        text.append(':').append(fields.values()[i]);
      }
      text.append('}');
    } else if (event instanceof LiveMessage.Text fact) {
      text.append(quoted(fact.key())).append(",\"value\":").append(quoted(fact.text()));
    } else {
      throw new IllegalStateException("event of a MIDI file must have a value: " + event);
    }
    return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String plain) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(plain)) + '"';
  }
}
