package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The first line of every part of a log of decided events. */
final class LogHeader {
  private static final byte[] BEGINNING = "{\"lumen\":\"log\"".getBytes(StandardCharsets.US_ASCII);

  private LogHeader() {}

  /**
   * Whether a recording is a part of a log.
   *
   * @throws RecordingException where it cannot be read
   */
  static boolean begins(Path file) throws RecordingException {
    try (InputStream content = PartContent.open(file, "", 0, false, false)) {
      return Arrays.equals(content.readNBytes(BEGINNING.length), BEGINNING);
    } catch (EOFException | ZipException e) {
      // A damaged recording is counted where it is read.
      return false;
    } catch (IOException e) {
      throw new RecordingException("recording must be readable: " + file, e);
    }
  }
}
