package lumen.connectors.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingFiles;
import lumen.event.LineTally;
import lumen.event.LogFormat;

/**
 * What a log holds of a stretch of its own clock, line by line as it stands there. A log that is
 * being written is read as far as its lines are whole.
 */
public final class LogSlice {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final RecordedParts log;
  private final Map<String, Long> ends;
  private long positionMicros = BEFORE_ALL;
  private byte[] header = new byte[0];

  /** Takes lines. */
  @FunctionalInterface
  public interface Taker {
    /** A line without its end; a header where it differs from the one before. */
    void take(byte[] line) throws IOException;
  }

  private LogSlice(RecordedParts log, Map<String, Long> ends) {
    this.log = log;
    this.ends = ends;
  }

  /**
   * A log in a folder.
   *
   * @param folder with a manifest
   * @param log its parts
   */
  public static LogSlice of(Path folder, RecordedParts log) throws IOException {
    Map<String, Long> ends = new HashMap<>();
    JsonNode manifest = JSON.readTree(Files.readAllBytes(folder.resolve(RecordingFiles.MANIFEST)));
    for (JsonNode entry : manifest.path("parts")) {
      LogPart.Whole part = LogPart.Whole.of(entry);
      ends.put(part.file(), part.toMicros());
    }
    return new LogSlice(log, ends);
  }

  /**
   * The newest arrival.
   *
   * @return microseconds since the epoch, or {@link LineTally#NO_ARRIVAL} in a log without any
   */
  public long newestMicros() throws IOException {
    List<String> files = log.files();
    for (int i = files.size() - 1; i >= 0; i--) {
      long[] newest = {LineTally.NO_ARRIVAL};
      lines(
          files.get(i),
          line -> {
            newest[0] = Math.max(newest[0], LineTally.of(line).arrivalMicros());
            return true;
          });
      if (newest[0] != LineTally.NO_ARRIVAL) {
        return newest[0];
      }
    }
    return LineTally.NO_ARRIVAL;
  }

  /**
   * Hands out the lines of a stretch, in their order; once. A line that tells no arrival belongs to
   * the one before it.
   *
   * @param fromMicros lines that arrived after it
   * @param untilMicros and not after this
   */
  public void between(long fromMicros, long untilMicros, Taker taker) throws IOException {
    for (String file : log.files()) {
      if (ends.getOrDefault(nameOf(file), Long.MAX_VALUE) <= fromMicros) {
        continue;
      }
      boolean more = lines(file, line -> taken(line, fromMicros, untilMicros, taker));
      if (!more) {
        return;
      }
    }
  }

  private boolean taken(byte[] line, long from, long until, Taker taker) throws IOException {
    if (LogFormat.isHeader(line, 0, line.length)) {
      header = line;
      return true;
    }
    positionMicros = Math.max(positionMicros, LineTally.of(line).arrivalMicros());
    if (positionMicros > until) {
      return false;
    }
    if (positionMicros > from) {
      if (header.length > 0) {
        taker.take(header);
        header = new byte[0];
      }
      taker.take(line);
    }
    return true;
  }

  private static String nameOf(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }

  /** Looks at a line, and says whether to go on. */
  private interface Look {
    boolean at(byte[] line) throws IOException;
  }

  /** Whether all of it was looked at. A last line without an end is being written. */
  private boolean lines(String file, Look look) throws IOException {
    try (InputStream in = new BufferedInputStream(log.content(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c != '\n') {
          line.write(c);
        } else {
          if (!look.at(line.toByteArray())) {
            return false;
          }
          line.reset();
        }
      }
    }
    return true;
  }
}
