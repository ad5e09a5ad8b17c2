package lumen.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Explanation.Row;

/** Tells what is in force, where it comes from, and what follows from it. */
public final class ConfigExplain {
  private ConfigExplain() {}

  /**
   * Explains a folder.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static <T> Explanation explain(Catalogue<T> catalogue, Path folder) {
    return explain(catalogue, catalogue.read(folder));
  }

  /** Explains the settings of a folder without files. */
  public static <T> Explanation explainDefaults(Catalogue<T> catalogue) {
    return explain(catalogue, catalogue.readTexts("", Map.of()));
  }

  /**
   * Explains what was read.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static <T> Explanation explain(Catalogue<T> catalogue, LoadedConfig<T> config) {
    T settings = config.orThrow();
    List<Row> rows = new ArrayList<>();
    for (CatalogueFile file : catalogue.files()) {
      for (Setting setting : config.of(file).all()) {
        rows.add(
            new Row(
                file.fileName(),
                setting.path(),
                setting.shown(),
                setting.value() == null ? "" : setting.key().unit(),
                setting.origin().text()));
      }
    }
    rows.addAll(config.rows());
    return new Explanation(rows, catalogue.maker().computed(settings));
  }
}
