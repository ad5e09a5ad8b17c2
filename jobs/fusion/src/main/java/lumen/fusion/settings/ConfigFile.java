package lumen.fusion.settings;

import java.util.List;
import java.util.Optional;
import lumen.pattern.KeyPatternGuide;
import lumen.settings.CatalogueFile;
import lumen.settings.Listing;
import lumen.settings.ReferenceNotes;
import lumen.settings.Rule;
import lumen.settings.Shape.Section;

/** The files of a config folder. Each may be missing. */
public enum ConfigFile implements CatalogueFile {
  /** Conditioning, fusion, time. */
  FUSION("fusion", "How channels are conditioned and fused."),
  /** Inputs. */
  SENSORS("sensors", "Which inputs there are, and what is known of them."),
  /** The control loop. */
  BRIDGE("bridge", "How the tick is kept locked to the reference."),
  /** The gain schedule. */
  RISK_AUTOTUNE("risk_autotune", "How the gains of the bridge follow the risk."),
  /** Rules on frames. */
  RISK_MAP("evidence/risk_map", "What is a sign of which risk, and what is done about it."),
  /** Rules on text events. */
  QUOTE_RULES("evidence/quote_rules", "Which text events are quoted in the evidence.");

  private final String stem;
  private final String purpose;

  ConfigFile(String stem, String purpose) {
    this.stem = stem;
    this.purpose = purpose;
  }

  @Override
  public String fileName() {
    return stem + ".yaml";
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public Section section() {
    return switch (this) {
      case FUSION -> FusionKeys.SECTION;
      case SENSORS -> SensorsKeys.SECTION;
      case BRIDGE -> BridgeKeys.SECTION;
      case RISK_AUTOTUNE -> RiskAutotuneKeys.SECTION;
      case RISK_MAP -> RuleKeys.RISK;
      case QUOTE_RULES -> RuleKeys.QUOTE;
    };
  }

  @Override
  public List<Rule> rules() {
    return switch (this) {
      case FUSION -> Rules.FUSION;
      case BRIDGE -> Rules.BRIDGE;
      case RISK_AUTOTUNE -> Rules.RISK_AUTOTUNE;
      case SENSORS, RISK_MAP, QUOTE_RULES -> List.of();
    };
  }

  @Override
  public Optional<Listing> listing() {
    return switch (this) {
      case FUSION, SENSORS, BRIDGE, RISK_AUTOTUNE -> Optional.empty();
      case RISK_MAP, QUOTE_RULES ->
          Optional.of(
              new Listing(
                  "rules", RuleKeys.MAX_RULES, () -> EvidenceFiles.standardText(fileName())));
    };
  }

  @Override
  public ReferenceNotes notes() {
    return switch (this) {
      case FUSION, BRIDGE -> ReferenceNotes.NONE;
      case RISK_AUTOTUNE -> new ReferenceNotes("", "", PhaseMarginRule.SENTENCES);
      case SENSORS -> new ReferenceNotes("", KeyPatternGuide.CHAPTER, InputRules.SENTENCES);
      case RISK_MAP -> RuleGuide.riskMap();
      case QUOTE_RULES -> RuleGuide.quoteRules();
    };
  }
}
