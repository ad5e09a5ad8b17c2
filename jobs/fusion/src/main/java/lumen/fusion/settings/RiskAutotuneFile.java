package lumen.fusion.settings;

import java.io.Serializable;
import lumen.signal.gain.GainCurve;

/**
 * The checked content of {@code risk_autotune.yaml}. Meaning, range and default of every key:
 * {@link RiskAutotuneKeys}.
 */
public record RiskAutotuneFile(
    GainCurve kpCurve, GainCurve kdCurve, double kiBase, Thresholds burnRateThresholds)
    implements Serializable {

  /** The levels at which a budget burns. */
  public record Thresholds(Burn phase, Entropy entropy) implements Serializable {}

  /** Phase difference in cycles that burns its budget fast or slowly. */
  public record Burn(double fast, double slow) implements Serializable {}

  /** Entropy ratio that warns or is critical. */
  public record Entropy(double warn, double crit) implements Serializable {}
}
