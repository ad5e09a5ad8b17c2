package lumen.fusion.settings;

import lumen.fusion.settings.Shape.Section;

/** The files of a config folder. Each may be missing. */
public enum ConfigFile {
  /** Conditioning, fusion, time. */
  FUSION("fusion", "How channels are conditioned and fused.", FusionKeys.SECTION),
  /** Inputs. */
  SENSORS("sensors", "Which inputs there are, and what is known of them.", SensorsKeys.SECTION),
  /** The control loop. */
  BRIDGE("bridge", "How the tick is kept locked to the reference.", BridgeKeys.SECTION),
  /** The gain schedule. */
  RISK_AUTOTUNE(
      "risk_autotune", "How the gains of the bridge follow the risk.", RiskAutotuneKeys.SECTION);

  private final String stem;
  private final String purpose;
  private final Section section;

  ConfigFile(String stem, String purpose, Section section) {
    this.stem = stem;
    this.purpose = purpose;
    this.section = section;
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
    return section;
  }
}
