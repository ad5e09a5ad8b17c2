package lumen.connectors.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;
import lumen.event.EventLimits;

/**
 * The lines of one recorded stream as they were written, part after part, whatever the form of the
 * files: nothing is judged. Not safe for use by several threads.
 */
public final class RecordedLines implements AutoCloseable {
  private static final int READ_BYTES = 1 << 16;

  private final String stream;
  private final Iterator<String> parts;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
  private final List<String> damages = new ArrayList<>();
  private String part;
  private InputStream content;

  /** The lines from the beginning of the stream; opens nothing yet. */
  public RecordedLines(RecordedParts parts) {
    this.stream = parts.stream();
    this.parts = parts.files().iterator();
  }

  /**
   * The next line without its end, cut off behind the longest that a job reads; null at the end of
   * the stream. An empty line is one too.
   */
  public byte[] next() throws IOException {
    while (true) {
      if (content == null) {
        if (!parts.hasNext()) {
          return null;
        }
        part = parts.next();
        content =
            new BufferedInputStream(
                PartContent.open(Path.of(part), stream, 0, false, true), READ_BYTES);
      }
      try {
        if (read()) {
          return line.toByteArray();
        }
      } catch (DamagedPartException | EOFException | ZipException e) {
        damages.add(part + ": " + DamagedPartException.WHOLE);
      }
      close();
    }
  }

  /** Parts that broke off, and why; what came before that was handed out, the rest is not read. */
  public List<String> damages() {
    return List.copyOf(damages);
  }

  /** Reads a line; false at the end of the part. */
  private boolean read() throws IOException {
    line.reset();
    int b = content.read();
    if (b < 0) {
      return false;
    }
    for (; b >= 0 && b != '\n'; b = content.read()) {
      if (line.size() <= EventLimits.MAX_LINE_BYTES) {
        line.write(b);
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
      content = null;
    }
  }
}
