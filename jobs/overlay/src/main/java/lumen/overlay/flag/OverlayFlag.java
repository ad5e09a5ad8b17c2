package lumen.overlay.flag;

import java.io.Serializable;
import java.util.List;
import lumen.overlay.gate.GateChanges;

/**
 * One overlay as the flags have it.
 *
 * @param name its name
 * @param scenarios the scenarios it is for, one at least
 * @param minConfidence least confidence of a request, 0..1; at 0 a request without confidence
 *     passes
 * @param rolloutPercent share of the requests that it is given, 0..100, with three decimals
 * @param enabled whether it is on
 * @param bucketName what is hashed with a request's key
 * @param gates what of the gates is its own
 */
public record OverlayFlag(
    String name,
    List<String> scenarios,
    double minConfidence,
    double rolloutPercent,
    boolean enabled,
    String bucketName,
    GateChanges gates)
    implements Serializable {
  /** What runs where no overlay does; no overlay is called so. */
  public static final String BASELINE = "baseline";

  /** What figures of everything else are called; no overlay is called so. */
  public static final String OTHER = "other";

  /** Checks the name, the scenarios and the ranges. */
  public OverlayFlag {
    scenarios = List.copyOf(scenarios);
    if (name.equals(BASELINE) || name.equals(OTHER)) {
      throw new IllegalArgumentException(
          "an overlay must be called neither baseline nor other: name=" + name);
    }
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException("an overlay must have a scenario: name=" + name);
    }
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("must be in 0..1: minConfidence=" + minConfidence);
    }
    if (!(rolloutPercent >= 0 && rolloutPercent <= 100)) {
      throw new IllegalArgumentException("must be in 0..100: rolloutPercent=" + rolloutPercent);
    }
  }

  /** Whether it is for a scenario. */
  public boolean isFor(String scenario) {
    return scenarios.contains(scenario);
  }

  /**
   * Whether a request is confident enough.
   *
   * @param confidence of the request; NaN where it tells none
   */
  public boolean isConfident(double confidence) {
    return minConfidence == 0 || confidence >= minConfidence;
  }

  /** The rollout, of buckets of {@link RolloutBucket#BUCKETS}. */
  public RolloutBucket rollout() {
    return RolloutBucket.ofPercent(rolloutPercent);
  }
}
