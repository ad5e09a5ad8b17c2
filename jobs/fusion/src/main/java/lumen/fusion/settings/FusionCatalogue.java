package lumen.fusion.settings;

import java.util.List;
import java.util.Optional;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.settings.Explanation.Computed;

/** The config folder of this job, and what is made of it. */
public final class FusionCatalogue implements SettingsMaker<LumenSettings> {
  /** Every file and key. */
  public static final Catalogue<LumenSettings> CATALOGUE =
      new Catalogue<>(
          "Configuration",
          "lumen.fusion.settings",
          List.of(ConfigFile.values()),
          List.of(GainSurfaceFile.FILE),
          new FusionCatalogue());

  private FusionCatalogue() {}

  @Override
  public Optional<LumenSettings> make(ConfigReading reading) {
    new InputRules(reading).check();
    EvidenceRules evidence = new RuleCompiler(reading).compile();
    GainSurfaceFile surface = GainSurfaceReader.read(reading);
    surface.rows().forEach(reading::explain);
    if (!reading.usable()) {
      return Optional.empty();
    }
    FusionFile fusion = SettingsRecords.fusion(reading.of(ConfigFile.FUSION));
    SensorsFile sensors = SettingsRecords.sensors(reading.of(ConfigFile.SENSORS), fusion.clip());
    return Optional.of(
        new LumenSettings(
            fusion,
            sensors,
            SettingsRecords.bridge(reading.of(ConfigFile.BRIDGE)),
            SettingsRecords.risk(reading.of(ConfigFile.RISK_AUTOTUNE)),
            surface.surface(),
            evidence,
            ShapingSettings.of(reading.of(ConfigFile.FUSION), fusion, sensors)));
  }

  @Override
  public List<Computed> computed(LumenSettings settings) {
    return DerivedFigures.of(settings);
  }
}
