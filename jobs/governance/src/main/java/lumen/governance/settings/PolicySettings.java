package lumen.governance.settings;

import java.io.Serializable;

/**
 * What the policy may do.
 *
 * @param mode advise or auto
 * @param cooldownS from the end of a change to the next, s
 * @param lowHit percent of hits that is too low
 * @param highHit percent of hits that is more than needed
 * @param coldStartPercent percent of cold starts that is too much
 * @param memoryPercent percent of its memory at which the cache is full
 * @param spendLow percent of the budget below which instances may be kept
 * @param spendHigh percent above which none are
 * @param minGainPoints points of hit rate that a longer time must promise
 * @param confirmS how long an answer is waited for, s
 * @param barH how long a direction is barred that was of no use, h
 */
public record PolicySettings(
    String mode,
    double cooldownS,
    double lowHit,
    double highHit,
    Ttl ttl,
    L1 l1,
    double coldStartPercent,
    double memoryPercent,
    double spendLow,
    double spendHigh,
    double minGainPoints,
    double confirmS,
    double barH)
    implements Serializable {
  /**
   * How the time of entries is changed.
   *
   * @param up factor
   * @param down factor
   * @param minS least, s
   * @param maxS most, s
   */
  public record Ttl(double up, double down, double minS, double maxS) implements Serializable {}

  /**
   * How the entries of the local cache are changed.
   *
   * @param factor by which they grow
   * @param max most
   */
  public record L1(double factor, double max) implements Serializable {}
}
