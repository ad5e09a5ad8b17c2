package lumen.ctl.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;

/** The last stretch of a log that {@code ingest} writes, without its configuration. */
public final class LogExcerpt {
  private static final double MICROS = 1e6;

  private LogExcerpt() {}

  /**
   * Writes it, as {@code capture --from-log} does.
   *
   * @param log folder of the log, which may be written meanwhile
   * @param seconds length of the stretch, above 0
   * @param untilMicros its end; empty: the newest line
   * @param out folder of the capture, without a recording
   * @return lines by what they are
   * @throws CommandFailure if it is no log, or holds nothing of the stretch
   */
  public static Map<String, Long> write(
      Path log, double seconds, Optional<Long> untilMicros, Path out) throws IOException {
    SliceRequest request = new SliceRequest(log, Math.round(seconds * MICROS), untilMicros);
    request.check();
    ConfigCopy none = ConfigCopy.plan(out, Optional.empty(), false);
    return request.write(out, settings(log.resolve(ConfigCopy.FOLDER)), none);
  }

  private static LumenSettings settings(Path config) {
    try {
      return Files.isDirectory(config) ? SettingsLoader.load(config) : LumenSettings.defaults();
    } catch (SettingsException e) {
      return LumenSettings.defaults();
    }
  }
}
