package lumen.settings;

import java.util.List;
import java.util.Optional;
import lumen.settings.Explanation.Computed;

/**
 * What a job makes of its config folder.
 *
 * @param <T> the settings of the job
 */
@FunctionalInterface
public interface SettingsMaker<T> {
  /**
   * Looks for what is wrong beyond single keys and the rules of a file, and tells it to the
   * reading; then makes the settings.
   *
   * @return empty if the reading is not usable
   */
  Optional<T> make(ConfigReading reading);

  /** What follows from settings, for explain. */
  default List<Computed> computed(T settings) {
    return List.of();
  }
}
