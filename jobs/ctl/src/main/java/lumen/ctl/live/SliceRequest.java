package lumen.ctl.live;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogLines;
import lumen.connectors.live.LogSlice;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.event.LineTally;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.CommandFailure;

/**
 * A stretch of a log, as a capture of its own. The log is read only, and may be written meanwhile.
 *
 * @param log folder of the log
 * @param lastMicros length of the stretch
 * @param untilMicros its end; empty: the newest line of the log
 */
record SliceRequest(Path log, long lastMicros, Optional<Long> untilMicros) {
  private static final String MADE_BY = "capture --from-log";
  private static final int MICRO_DIGITS = 6;

  /** Checks that it is a log, before anything is written. */
  void check() {
    parts();
  }

  private RecordedParts parts() {
    String rule = "--from-log must be a folder that `lumenctl ingest` writes: " + log;
    try {
      if (Files.isRegularFile(log.resolve(RecordingFiles.MANIFEST))) {
        List<RecordedParts> found = RecordingFiles.find(List.of(log), true);
        if (found.size() == 1 && found.get(0).log()) {
          return found.get(0);
        }
      }
    } catch (RecordingException e) {
      throw CommandFailure.usage(rule + ": " + e.getMessage());
    }
    throw CommandFailure.usage(rule);
  }

  /**
   * Writes it.
   *
   * @param out folder of the capture, without a recording
   * @param settings those of the log
   * @param config copy of their folder
   * @return lines by what they are
   * @throws CommandFailure if the log holds nothing of the stretch
   */
  Map<String, Long> write(Path out, LumenSettings settings, ConfigCopy config) throws IOException {
    LogSlice slice = LogSlice.of(log, parts());
    long newest = slice.newestMicros();
    if (newest == LineTally.NO_ARRIVAL) {
      throw CommandFailure.failed("the log holds no line yet: " + log);
    }
    long until = untilMicros.orElse(newest);
    long from = until - lastMicros;
    Map<String, Object> stretch = Map.of("after", seconds(from), "until", seconds(until));
    byte[] header = new LogLines().header(settings.time().liveOutOfOrdernessMicros());
    Map<String, Long> counts;
    try (Begun begun =
        new Begun(
            () ->
                LogFolder.open(
                    out,
                    LogTarget.rotation(settings),
                    true,
                    header,
                    Map.of("made_by", MADE_BY, "slice", stretch, "config", config.carryOut())))) {
      slice.between(from, until, begun::line);
      counts = begun.counts();
    }
    if (counts.isEmpty()) {
      throw CommandFailure.failed(
          "the log must hold lines after %s until %s: its newest is of %s: %s"
              .formatted(seconds(from), seconds(until), seconds(newest), log));
    }
    return counts;
  }

  /** Makes the capture. */
  private interface Opening {
    LogFolder open() throws IOException;
  }

  /** A capture that is made with its first line. */
  private static final class Begun implements AutoCloseable {
    private final Opening opening;
    private LogFolder log;

    Begun(Opening opening) {
      this.opening = opening;
    }

    void line(byte[] line) throws IOException {
      if (log == null) {
        log = opening.open();
      }
      log.line(line);
    }

    Map<String, Long> counts() {
      return log == null ? Map.of() : log.counts();
    }

    @Override
    public void close() throws IOException {
      if (log != null) {
        log.close();
      }
    }
  }

  private static BigDecimal seconds(long micros) {
    return BigDecimal.valueOf(micros, MICRO_DIGITS);
  }
}
