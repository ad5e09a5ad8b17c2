package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;
import lumen.event.LogFormat;

/** The first line of every part of a log of decided events. */
final class LogHeader {
  private LogHeader() {}

  /**
   * Whether a recording is a part of a log.
   *
   * @throws RecordingException where it cannot be read
   */
  static boolean begins(Path file) throws RecordingException {
    try (InputStream content = PartContent.open(file, "", 0, false, false)) {
      byte[] beginning = content.readNBytes(LogFormat.headerBytes());
      return LogFormat.isHeader(beginning, 0, beginning.length);
    } catch (EOFException | ZipException | DamagedPartException e) {
      // A damaged recording is counted where it is read.
      return false;
    } catch (IOException e) {
      throw new RecordingException("recording must be readable: " + file, e);
    }
  }
}
