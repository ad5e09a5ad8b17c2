package lumen.fusion.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a config folder and reports everything that is to be said about it. */
public final class ConfigLint {
  private ConfigLint() {}

  /** Checks a folder; one that does not exist is a finding, too. */
  public static LintReport lint(Path folder) {
    return lint(folder, Map.of());
  }

  /**
   * Checks a folder as it would be if some files held other texts. Nothing is written.
   *
   * @param texts the other texts, without byte order mark
   */
  public static LintReport lint(Path folder, Map<ConfigFile, String> texts) {
    LoadedConfig config = ConfigFolder.read(folder, texts);
    List<String> files = new ArrayList<>();
    for (ConfigFile file : ConfigFile.values()) {
      Path path = folder.resolve(file.fileName());
      if (texts.containsKey(file) || Files.isRegularFile(path)) {
        files.add(path.toString());
      }
    }
    Path surface = folder.resolve(GainSurfaceFile.NAME);
    if (Files.isRegularFile(surface)) {
      files.add(surface.toString());
    }
    return new LintReport(files, config.findings());
  }
}
