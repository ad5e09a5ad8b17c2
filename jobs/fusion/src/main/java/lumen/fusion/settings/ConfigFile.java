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
  RISK_AUTOTUNE("risk_autotune", "How the gains of the bridge follow the risk.");

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
    return stem + ".schema.json";
  }

  /** What the file is for, one sentence. */
  public String purpose() {
    return purpose;
  }

  Section section() {
    return switch (this) {
      case FUSION -> FusionKeys.SECTION;
      case SENSORS -> SensorsKeys.SECTION;
      case BRIDGE -> BridgeKeys.SECTION;
      case RISK_AUTOTUNE -> RiskAutotuneKeys.SECTION;
    };
  }
}
