package lumen.fusion.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Checks a config folder and reports everything that is to be said about it. */
public final class ConfigLint {
  private ConfigLint() {}

  /** Checks a folder; one that does not exist is a finding, too. */
  public static LintReport lint(Path folder) {
    LoadedConfig config = SettingsLoader.read(folder);
    List<String> files =
        Arrays.stream(ConfigFile.values())
            .map(file -> folder.resolve(file.fileName()))
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .toList();
    return new LintReport(files, config.findings());
  }
}
