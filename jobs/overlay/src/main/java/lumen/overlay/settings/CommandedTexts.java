package lumen.overlay.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.gate.GateSettings;
import lumen.settings.Catalogue;
import lumen.settings.LoadedConfig;
import lumen.settings.RecordBinder;
import lumen.settings.SettingsMaker;

/** Reads what a command gives of a config file, as strictly as the file. */
public final class CommandedTexts {
  private CommandedTexts() {}

  /**
   * The flags of a whole {@code overlay_flags.yaml}.
   *
   * @param gates those of {@code overlay.yaml}
   */
  public static LoadedConfig<FlagSet> flags(String text, GateSettings gates) {
    return alone(
            OverlayConfigFile.FLAGS,
            reading -> {
              FlagSetReader flags = new FlagSetReader(reading);
              flags.check();
              if (reading.usable()) {
                flags.check(gates);
              }
              return reading.usable() ? Optional.of(flags.flags()) : Optional.empty();
            })
        .readTexts("", Map.of(OverlayConfigFile.FLAGS, text));
  }

  /**
   * The gates of a section of {@code overlay.yaml}; what it leaves out is at its default.
   *
   * @param json the section as JSON, which is YAML too
   */
  public static LoadedConfig<GateSettings> gates(String json) {
    return alone(
            OverlayConfigFile.OVERLAY,
            reading ->
                reading.usable()
                    ? Optional.of(
                        RecordBinder.plain()
                            .bind(reading.of(OverlayConfigFile.OVERLAY), OverlayFile.class)
                            .gates())
                    : Optional.empty())
        .readTexts("", Map.of(OverlayConfigFile.OVERLAY, "{\"gates\": " + json + "}"));
  }

  private static <T> Catalogue<T> alone(OverlayConfigFile file, SettingsMaker<T> maker) {
    return new Catalogue<>("", "lumen.overlay.settings", List.of(file), List.of(), maker);
  }
}
