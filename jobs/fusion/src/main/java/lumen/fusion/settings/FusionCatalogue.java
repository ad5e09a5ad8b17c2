package lumen.fusion.settings;

import java.util.List;
import java.util.Optional;
import lumen.fusion.evidence.EvidenceRules;
import lumen.pattern.KeyPattern;
import lumen.settings.Catalogue;
import lumen.settings.ConfigReading;
import lumen.settings.Explanation.Computed;
import lumen.settings.RecordBinder;
import lumen.settings.SettingsMaker;
import lumen.settings.Shape.Point;
import lumen.signal.gain.GainCurve;
import lumen.signal.protocol.StopCondition;

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

  private static final RecordBinder RECORDS =
      RecordBinder.plain()
          .text(KeyPattern.class, KeyPattern::of)
          .text(StopCondition.class, StopCondition::parse)
          .curve(GainCurve.class, FusionCatalogue::curve)
          .variant("osc", StreamSettings.Osc.class)
          .variant("midi", StreamSettings.Midi.class)
          .variant("file", StreamSettings.Recording.class)
          .variant("kafka", StreamSettings.Kafka.class)
          .variant("ure", StreamSettings.Ure.class);

  private FusionCatalogue() {}

  private static GainCurve curve(List<Point> points) {
    return new GainCurve(
        points.stream().map(point -> new GainCurve.Point(point.x(), point.y())).toList());
  }

  @Override
  public Optional<LumenSettings> make(ConfigReading reading) {
    new InputRules(reading).check();
    EvidenceRules evidence = new RuleCompiler(reading).compile();
    GainSurfaceFile surface = GainSurfaceReader.read(reading);
    surface.rows().forEach(reading::explain);
    if (!reading.usable()) {
      return Optional.empty();
    }
    FusionFile fusion = RECORDS.bind(reading.of(ConfigFile.FUSION), FusionFile.class);
    SensorsFile sensors =
        RECORDS
            .bind(reading.of(ConfigFile.SENSORS), SensorsFile.class)
            .withSourcesOfStreams(fusion.clip());
    BridgeFile bridge = RECORDS.bind(reading.of(ConfigFile.BRIDGE), BridgeFile.class);
    RiskAutotuneFile risk =
        RECORDS.bind(reading.of(ConfigFile.RISK_AUTOTUNE), RiskAutotuneFile.class);
    new PhaseMarginRule(reading).check(risk, bridge.loop().tickMs());
    return Optional.of(
        new LumenSettings(
            fusion,
            sensors,
            bridge,
            risk,
            surface.surface(),
            evidence,
            ShapingSettings.of(reading.of(ConfigFile.FUSION), fusion, sensors)));
  }

  @Override
  public List<Computed> computed(LumenSettings settings) {
    return DerivedFigures.of(settings);
  }
}
