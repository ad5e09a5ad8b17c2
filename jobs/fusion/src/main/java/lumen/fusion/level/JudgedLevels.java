package lumen.fusion.level;

import java.util.List;
import lumen.fusion.settings.BridgeFile;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.RiskAutotuneFile;

/**
 * All levels of a config folder.
 *
 * <p>{@code fusion.target_*} are about all frames of a tenant, {@code loop.target_*} about those
 * while its bridge stands in E2 or E3. The bridge's phase drift goes by the budget that locks it
 * ({@code phase.drift_budget}), that of frames by {@code burn_rate_thresholds.phase}, slow and
 * fast; the entropy of both warns at {@code entropy.warn} and is critical at {@code entropy.crit}.
 *
 * @param aims what is aimed at
 * @param alerts what goes off
 */
public record JudgedLevels(List<AimedLevel> aims, List<AlertThreshold> alerts) {
  /** Coherence of frames. */
  public static final String COHERENCE = "fusion_coherence_level";

  /** Harmony of frames. */
  public static final String HARMONY = "fusion_harmony_index";

  private static final String FRAME_DRIFT = "fusion_phase_diff_mean";
  private static final String BURN = "burn_rate_thresholds.";

  /** Copies the lists. */
  public JudgedLevels {
    aims = List.copyOf(aims);
    alerts = List.copyOf(alerts);
  }

  /** The levels that settings hold. */
  public static JudgedLevels of(LumenSettings settings) {
    FusionFile.Targets frames = settings.fusion().fusion();
    BridgeFile.Loop loop = settings.bridge().loop();
    return new JudgedLevels(
        List.of(
            new AimedLevel("fusion.target_coherence", COHERENCE, frames.targetCoherence(), false),
            new AimedLevel("fusion.target_harmony", HARMONY, frames.targetHarmony(), false),
            new AimedLevel("loop.target_coherence", COHERENCE, loop.targetCoherence(), true),
            new AimedLevel("loop.target_harmony", HARMONY, loop.targetHarmony(), true)),
        alerts(settings.bridge().phase().driftBudget(), settings.risk().burnRateThresholds()));
  }

  private static List<AlertThreshold> alerts(double budget, RiskAutotuneFile.Thresholds burn) {
    double slow = burn.phase().slow();
    double fast = burn.phase().fast();
    return List.of(
        new AlertThreshold(
            "BridgePhaseDriftHigh", "phase.drift_budget", "bridge_phase_diff_mean", budget, false),
        new AlertThreshold("FusionPhaseDrift", BURN + "phase.slow", FRAME_DRIFT, slow, true),
        new AlertThreshold("FusionPhaseDriftFast", BURN + "phase.fast", FRAME_DRIFT, fast, true),
        entropy("EntropySpike", "bridge_entropy_ratio", burn.entropy(), false),
        entropy("EntropySpike", "bridge_entropy_ratio", burn.entropy(), true),
        entropy("FusionEntropyHigh", "fusion_entropy_ratio", burn.entropy(), false),
        entropy("FusionEntropyHigh", "fusion_entropy_ratio", burn.entropy(), true));
  }

  private static AlertThreshold entropy(
      String alert, String metric, RiskAutotuneFile.Entropy levels, boolean critical) {
    return critical
        ? new AlertThreshold(alert, BURN + "entropy.crit", metric, levels.crit(), true)
        : new AlertThreshold(alert, BURN + "entropy.warn", metric, levels.warn(), false);
  }
}
