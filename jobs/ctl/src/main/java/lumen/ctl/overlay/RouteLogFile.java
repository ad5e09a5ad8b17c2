package lumen.ctl.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lumen.connectors.replay.RecordedLines;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.terminal.CommandFailure;
import lumen.terminal.Terminal;

/** The lines of a recorded log, a file or its parts in order, plain or compressed. */
final class RouteLogFile implements AutoCloseable {
  private final RecordedLines lines;
  private long line;

  private RouteLogFile(RecordedLines lines) {
    this.lines = lines;
  }

  /** Opens it. */
  static RouteLogFile of(Path path) {
    try {
      List<RecordedParts> logs = RecordingFiles.find(List.of(path));
      if (logs.size() != 1) {
        throw CommandFailure.usage("must be one log, holds %d: %s".formatted(logs.size(), path));
      }
      return new RouteLogFile(new RecordedLines(logs.get(0)));
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** The next line that is not blank; null at the end. */
  byte[] next() throws IOException {
    byte[] next = lines.next();
    line++;
    while (next != null && isBlank(next)) {
      next = lines.next();
      line++;
    }
    return next;
  }

  /** The number of the line that came last, from 1. */
  long line() {
    return line;
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.damages().forEach(Terminal::tell);
    lines.close();
  }
}
