package lumen.fusion.settings;

import lumen.fusion.settings.Shape.Section;

/** The files of a config folder. Each may be missing. */
public enum ConfigFile {
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

  /** Its name in the folder, such as {@code fusion.yaml}. */
  public String fileName() {
    return stem + ".yaml";
  }

  /** The name of its JSON schema, such as {@code fusion.schema.json}. */
  public String schemaName() {
    return stem.substring(stem.indexOf('/') + 1) + ".schema.json";
  }

  /** What the file is for, one sentence. */
  public String purpose() {
    return purpose;
  }

  /** Whether it is a list; {@link #section} is its element then. */
  boolean isList() {
    return this == RISK_MAP || this == QUOTE_RULES;
  }

  /** What it holds, or what each element of it holds. */
  Section section() {
    return switch (this) {
      case FUSION -> FusionKeys.SECTION;
      case SENSORS -> SensorsKeys.SECTION;
      case BRIDGE -> BridgeKeys.SECTION;
      case RISK_AUTOTUNE -> RiskAutotuneKeys.SECTION;
      case RISK_MAP -> RuleKeys.RISK;
      case QUOTE_RULES -> RuleKeys.QUOTE;
    };
  }
}
