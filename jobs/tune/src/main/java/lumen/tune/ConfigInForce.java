package lumen.tune;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.FusionCatalogue;
import lumen.settings.ConfigExplain;
import lumen.settings.Explanation;
import lumen.settings.SettingsException;

/** The values in force of a config folder, defaults included. */
final class ConfigInForce {
  private final Map<String, NewValue> values = new HashMap<>();

  private ConfigInForce() {}

  /**
   * Reads a folder.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  static ConfigInForce of(Path folder) {
    ConfigInForce inForce = new ConfigInForce();
    for (Explanation.Row row : ConfigExplain.explain(FusionCatalogue.CATALOGUE, folder).rows()) {
      inForce.values.put(row.file() + ' ' + row.key(), NewValues.inForce(row.value()));
    }
    return inForce;
  }

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException if the file has no such key
   */
  NewValue at(ConfigFile file, String key) {
    NewValue value = values.get(file.fileName() + ' ' + key);
    if (value == null) {
      throw new IllegalArgumentException("must be a key of " + file.fileName());
    }
    return value;
  }

  /** A change of a key from what it holds now. */
  Change change(ConfigFile file, String key, NewValue to, String why) {
    return new Change(file, key, Optional.of(at(file, key)), to, why);
  }
}
