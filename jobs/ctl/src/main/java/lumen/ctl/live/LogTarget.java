package lumen.ctl.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogRotation;
import lumen.connectors.replay.RecordingFiles;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.CommandFailure;

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

  /**
   * Checks that a folder holds a log or no recording at all.
   *
   * @throws CommandFailure if its manifest is that of another recording, which would be replaced
   */
  static void require(String option, Path folder) throws IOException {
    Path manifest = folder.resolve(RecordingFiles.MANIFEST);
    if (Files.exists(manifest) && !RecordingFiles.isLogManifest(Files.readAllBytes(manifest))) {
      throw CommandFailure.usage(
          "%s must be a folder of its own, or a log to go on with: %s is not a log's"
              .formatted(option, manifest));
    }
  }

  /** A log in a folder, which jobs follow. */
  static LogTarget folder(Path folder, LumenSettings settings, ConfigCopy config, byte[] header)
      throws IOException {
    LogFolder log =
        LogFolder.open(
            folder,
            rotation(settings),
            false,
            header,
            Map.of("made_by", "ingest", "config", config.carryOut()));
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
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   */
  static LogTarget topic(String address, String propertiesFile, byte[] header) {
    return LogTopic.open(address, propertiesFile, header);
  }
}
