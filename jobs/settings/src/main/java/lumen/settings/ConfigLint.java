package lumen.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a config folder and reports everything that is to be said about it. */
public final class ConfigLint {
  private ConfigLint() {}

  /** Checks a folder; one that does not exist is a finding, too. */
  public static LintReport lint(Catalogue<?> catalogue, Path folder) {
    return lint(catalogue, folder, Map.of());
  }

  /**
   * Checks a folder as it would be if some files held other texts. Nothing is written.
   *
   * @param texts the other texts, without byte order mark
   */
  public static LintReport lint(
      Catalogue<?> catalogue, Path folder, Map<? extends CatalogueFile, String> texts) {
    LoadedConfig<?> config = catalogue.read(folder, texts);
    List<String> files = new ArrayList<>();
    for (CatalogueFile file : catalogue.files()) {
      Path path = folder.resolve(file.fileName());
      if (texts.containsKey(file) || Files.isRegularFile(path)) {
        files.add(path.toString());
      }
    }
    for (OwnFile own : catalogue.ownFiles()) {
      Path path = folder.resolve(own.fileName());
      if (Files.isRegularFile(path)) {
        files.add(path.toString());
      }
    }
    return new LintReport(files, config.findings());
  }
}
