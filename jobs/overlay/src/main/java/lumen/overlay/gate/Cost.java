package lumen.overlay.gate;

/**
 * What an outcome cost and gave.
 *
 * @param latencyMs how long it took, milliseconds
 * @param tokens how many tokens
 * @param baselineTokens how many the baseline would have taken; {@link #NOT_TOLD} where not told
 * @param qualityMillionths how good it was, in millionths; {@link #NOT_TOLD} where not told
 */
public record Cost(long latencyMs, long tokens, long baselineTokens, long qualityMillionths) {
  /** In place of what was not told. */
  public static final long NOT_TOLD = -1;

  boolean hasBaseline() {
    return baselineTokens != NOT_TOLD;
  }

  boolean hasQuality() {
    return qualityMillionths != NOT_TOLD;
  }

  /** The same without its quality: of an outcome that came late, or failed. */
  public Cost withoutQuality() {
    return new Cost(latencyMs, tokens, baselineTokens, NOT_TOLD);
  }
}
