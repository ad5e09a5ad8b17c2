package lumen.signal.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * When the bridge counts as locked, guards itself, or gives up.
 *
 * @param driftBudget phase difference in cycles that is allowed, in (0, 0.5]
 * @param residualStddevMax standard deviation of the reference's residual entropy over 10 min that
 *     a guarded bridge stands, positive
 * @param rollbackRatioMax share of refused corrections over 5 min that it stands, positive
 * @param hardStopOn conditions on a frame, each of which stops it at once
 */
public record ProtocolSettings(
    double driftBudget,
    double residualStddevMax,
    double rollbackRatioMax,
    List<StopCondition> hardStopOn)
    implements Serializable {
  private static final double LOCKED_SYNC = 0.85;

  /** Checks ranges and copies the list. */
  public ProtocolSettings {
    if (!(driftBudget > 0 && driftBudget <= 0.5)) {
      throw new IllegalArgumentException("drift_budget must be in (0, 0.5]: " + driftBudget);
    }
    requirePositive("residual_stddev_10m_max", residualStddevMax);
    requirePositive("rollback_ratio_5m_max", rollbackRatioMax);
    hardStopOn = List.copyOf(hardStopOn);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be > 0: " + value);
    }
  }

  /** Whether two figures are those of a lock; a phase difference is not asked of a rate. */
  public boolean isLocked(double syncQuality, double phaseDiffMean, boolean byRate) {
    return syncQuality >= LOCKED_SYNC && (byRate || phaseDiffMean <= driftBudget);
  }
}
