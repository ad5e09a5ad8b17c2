package lumen.overlay.gate;

import lumen.statistics.MeanDifference;
import lumen.statistics.RatioBound;

/**
 * The figures of one window; NaN where there is none.
 *
 * @param windowS length of the window, seconds
 * @param sums what came in it
 * @param minN how many outcomes are needed
 * @param tokens how many percent more tokens, and the bound
 * @param quality the difference of quality
 * @param z the normal quantile of the confidence
 */
public record WindowFigures(
    long windowS, StepSums sums, int minN, RatioBound tokens, MeanDifference quality, double z) {
  private static final long SLOW_ONE_OF = 20;
  private static final long MILLIONTHS = 1_000_000;

  static WindowFigures of(long windowS, StepSums sums, GateSettings settings) {
    double z = settings.z();
    RatioBound tokens =
        sums.paired().n() >= settings.minN()
            ? RatioBound.of(sums.paired(), z)
            : RatioBound.of(sums.overlay().tokens(), sums.baseline().tokens(), z);
    MeanDifference quality =
        MeanDifference.of(sums.overlay().quality(), sums.baseline().quality(), MILLIONTHS);
    return new WindowFigures(windowS, sums, settings.minN(), tokens, quality, z);
  }

  /** How many outcomes of the overlay. */
  public long n() {
    return sums.overlay().n();
  }

  /** How many of the baseline. */
  public long baselineN() {
    return sums.baseline().n();
  }

  /** Whether the tokens are compared in pairs. */
  boolean isPaired() {
    return sums.paired().n() >= minN;
  }

  /** How many outcomes of the overlay stand behind the figure of tokens. */
  long tokensN() {
    return isPaired() ? sums.paired().n() : n();
  }

  /** How many of the baseline. */
  long tokensBaselineN() {
    return isPaired() ? sums.paired().n() : baselineN();
  }

  boolean enoughTokens() {
    return tokensN() >= minN && tokensBaselineN() >= minN;
  }

  boolean enoughLatency() {
    return n() >= minN;
  }

  boolean enoughQuality() {
    return sums.overlay().quality().n() >= minN && sums.baseline().quality().n() >= minN;
  }

  /** The mean quality of the overlay. */
  public double qualityMean() {
    return sums.overlay().quality().mean(MILLIONTHS);
  }

  /** The bound of the difference of quality, from above. */
  public double qualityBound() {
    return quality.upper(z);
  }

  /** Whether more than 1 of 20 answers were slower than what warns. */
  boolean isSlow() {
    return SLOW_ONE_OF * sums.overlay().overWarn() > n();
  }

  /** The least number of slow answers that is more than 1 of 20. */
  long slowFrom() {
    return n() / SLOW_ONE_OF + 1;
  }

  /** Whether enough is known of the baseline to say whether it is slow itself. */
  boolean knowsBaseline() {
    return baselineN() >= minN;
  }

  /** Whether the baseline is slow itself: the provider is, then, and not the overlay. */
  boolean isBaselineSlow() {
    return knowsBaseline() && SLOW_ONE_OF * sums.baseline().overBlock() > baselineN();
  }

  /** The least number of answers slower than what blocks that blocks; 0 where there are too few. */
  public long blockAt(GateSettings settings) {
    return enoughLatency() ? settings.slowLimit().least(n()) : 0;
  }

  /** Whether so many answers were slower than what blocks that it cannot be chance. */
  boolean isTooSlow(GateSettings settings) {
    return enoughLatency()
        && SLOW_ONE_OF * sums.overlay().overBlock() > n()
        && sums.overlay().overBlock() >= blockAt(settings);
  }
}
