package lumen.fusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;

/** A configuration with windows so short that a recording of minutes goes through many of them. */
public final class ShortWindows {
  /** Length of a rebalance window, seconds. */
  public static final int WINDOW_S = 20;

  /** fusion.yaml. */
  public static final String FUSION =
      """
      version: 2.0
      clip: {window_s: 8, min_samples: 10}
      resample: {max_gap_s: 1.5, rate_wait_s: 3}
      lag: {max_lag_s: 1.0}
      window: {rebalance_window_s: 20}
      failover: {stale_after_s: 12}
      """;

  /** sensors.yaml. */
  public static final String SENSORS =
      """
      sources:
        ure: {role: ure}
        taps: {interpolation: onset}
        belt: {keys: ["acc*"], weight: 2.0}
      unknown_sources: accept
      """;

  /** evidence/quote_rules.yaml. */
  public static final String QUOTES =
      """
      - {match: "a word", quote: "somebody speaks"}
      - {match: take, quote: "a take begins"}
      """;

  private ShortWindows() {}

  /** Writes the config folder. */
  public static Path write(Path folder) {
    return write(folder, FUSION);
  }

  /** Writes the config folder with another fusion.yaml. */
  public static Path write(Path folder, String fusion) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("fusion.yaml"), fusion);
      Files.writeString(folder.resolve("sensors.yaml"), SENSORS);
      Files.createDirectories(folder.resolve("evidence"));
      Files.writeString(folder.resolve("evidence/quote_rules.yaml"), QUOTES);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of that folder. */
  public static LumenSettings settings(Path folder) {
    return SettingsLoader.load(write(folder));
  }
}
