package lumen.ctl.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;

/** Where a log is appended to. */
interface LogTarget extends AutoCloseable {
  /** Appends an event or a notice. */
  void line(byte[] json) throws IOException;

  /** Appends word of how far the clock has come. */
  void beat(byte[] json) throws IOException;

  /** Makes what was appended readable for those who follow. */
  void flush() throws IOException;

  /** Messages so far by what became of them. */
  Map<String, Long> counts();

  @Override
  void close() throws IOException;

  /** When parts of a log end under these settings. */
  static LogRotation rotation(LumenSettings settings) {
    FusionFile.Capture capture = settings.fusion().capture();
    return new LogRotation(
        (long) capture.rotateMib() << 20, Math.round(capture.rotateMinutes() * 60e6));
  }

  /** A log in a folder, which jobs follow. */
  static LogTarget folder(Path folder, LumenSettings settings, Optional<Path> config, byte[] header)
      throws IOException {
    LogFolder log =
        LogFolder.open(
            folder,
            rotation(settings),
            false,
            header,
            Map.of("made_by", "ingest", "config", ConfigCopy.into(folder, config)));
    return new LogTarget() {
      @Override
      public void line(byte[] json) throws IOException {
        log.line(json);
      }

      @Override
      public void beat(byte[] json) throws IOException {
        log.line(json);
      }

      @Override
      public void flush() throws IOException {
        log.flush();
      }

      @Override
      public Map<String, Long> counts() {
        return log.counts();
      }

      @Override
      public void close() throws IOException {
        log.close();
      }
    };
  }

  /**
   * A topic.
   *
   * @param address host:port/topic
   */
  static LogTarget topic(String address, byte[] header) {
    return LogTopic.open(address, header);
  }
}
