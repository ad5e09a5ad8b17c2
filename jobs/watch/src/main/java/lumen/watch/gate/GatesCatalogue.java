package lumen.watch.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.settings.Catalogue;
import lumen.settings.CatalogueFile;
import lumen.settings.ConfigReading;
import lumen.settings.RecordBinder;
import lumen.settings.SettingsException;
import lumen.settings.SettingsMaker;
import lumen.settings.Shape.Section;

/** The file {@code gates.yaml} of a config folder, and what is made of it. */
public final class GatesCatalogue implements SettingsMaker<Gates> {
  private static final CatalogueFile FILE =
      new CatalogueFile() {
        @Override
        public String fileName() {
          return "gates.yaml";
        }

        @Override
        public String purpose() {
          return "What has to hold before a release goes on.";
        }

        @Override
        public Section section() {
          return GateKeys.SECTION;
        }
      };

  /** Every key. */
  public static final Catalogue<Gates> CATALOGUE =
      new Catalogue<>("Gates", "lumen.watch.gate", List.of(FILE), List.of(), new GatesCatalogue());

  private GatesCatalogue() {}

  /**
   * The gates of a config folder.
   *
   * @throws SettingsException with all findings, if one of them is an error
   * @throws IllegalArgumentException with the rule, if keys of a condition do not go together
   */
  public static Gates load(Path folder) {
    return CATALOGUE.read(folder).orThrow();
  }

  @Override
  public Optional<Gates> make(ConfigReading reading) {
    return reading.usable()
        ? Optional.of(RecordBinder.plain().bind(reading.of(FILE), Gates.class))
        : Optional.empty();
  }
}
