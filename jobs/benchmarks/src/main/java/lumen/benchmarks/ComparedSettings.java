package lumen.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;

/** Which row of the table a comparison fills: that of its settings and number of tenants. */
final class ComparedSettings {
  private static final int SEVERAL = 8;

  private enum Kind {
    DEFAULTS,
    NO_CLIP,
    OTHER
  }

  private final Kind kind;

  private ComparedSettings(Kind kind) {
    this.kind = kind;
  }

  /**
   * Those of a folder, or the defaults.
   *
   * @throws CommandFailure where the folder cannot be read
   */
  static ComparedSettings of(Optional<Path> config) {
    try {
      LumenSettings usual = LumenSettings.defaults();
      LumenSettings used = config.map(SettingsLoader::load).orElse(usual);
      if (used.shaping().equals(usual.shaping())) {
        return new ComparedSettings(Kind.DEFAULTS);
      }
      boolean noClip =
          used.fusion().clip().method().equals("none")
              && withoutClip(used).equals(withoutClip(usual));
      return new ComparedSettings(noClip ? Kind.NO_CLIP : Kind.OTHER);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private static List<String> withoutClip(LumenSettings settings) {
    return settings.shaping().stream().filter(line -> !line.contains("clip.")).toList();
  }

  /** The row of the job beside one plain thread; none of other settings or numbers of tenants. */
  Optional<BenchmarkRow> oneThread(int tenants) {
    if (kind == Kind.OTHER || (tenants != 1 && tenants != SEVERAL)) {
      return Optional.empty();
    }
    boolean noClip = kind == Kind.NO_CLIP;
    if (tenants == 1) {
      return Optional.of(noClip ? BenchmarkRow.ONE_THREAD_NO_CLIP : BenchmarkRow.ONE_THREAD);
    }
    return Optional.of(noClip ? BenchmarkRow.TENANTS_NO_CLIP : BenchmarkRow.TENANTS);
  }

  /** The row of the job beside the naive job, which is told without clipping alone. */
  Optional<BenchmarkRow> naive(int tenants) {
    return kind == Kind.NO_CLIP && tenants == 1
        ? Optional.of(BenchmarkRow.NAIVE)
        : Optional.empty();
  }
}
