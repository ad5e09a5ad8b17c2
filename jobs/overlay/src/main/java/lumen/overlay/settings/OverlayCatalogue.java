package lumen.overlay.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.Catalogue;
import lumen.settings.ConfigReading;
import lumen.settings.RecordBinder;
import lumen.settings.SettingsMaker;

/** The config files of this job, and what is made of them. */
public final class OverlayCatalogue implements SettingsMaker<OverlaySettings> {
  /** Every file and key. */
  public static final Catalogue<OverlaySettings> CATALOGUE =
      new Catalogue<>(
          "Overlay configuration",
          "lumen.overlay.settings",
          List.of(OverlayConfigFile.values()),
          List.of(),
          new OverlayCatalogue());

  private OverlayCatalogue() {}

  /** The settings of a folder without files. */
  public static OverlaySettings defaults() {
    return CATALOGUE.readTexts("", Map.of()).orThrow();
  }

  @Override
  public Optional<OverlaySettings> make(ConfigReading reading) {
    FlagSetReader flags = new FlagSetReader(reading);
    flags.check();
    if (!reading.usable()) {
      return Optional.empty();
    }
    OverlayFile file =
        RecordBinder.plain().bind(reading.of(OverlayConfigFile.OVERLAY), OverlayFile.class);
    flags.check(file.gates());
    return reading.usable()
        ? Optional.of(new OverlaySettings(file, flags.flags()))
        : Optional.empty();
  }
}
