package lumen.fusion.level;

/**
 * A level aimed at: it is reached where the 95th percentile of a metric is at least as high.
 *
 * @param key the key that holds it, such as {@code fusion.target_coherence}
 * @param metric plain name of the metric, of 0 to 1
 * @param least the level
 * @param bridged whether it is about the time in which the bridge stands in E2 or E3, and not about
 *     all frames
 */
public record AimedLevel(String key, String metric, double least, boolean bridged) {
  /** Checks the range. */
  public AimedLevel {
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("a level aimed at must be 0 to 1: " + key + "=" + least);
    }
  }
}
