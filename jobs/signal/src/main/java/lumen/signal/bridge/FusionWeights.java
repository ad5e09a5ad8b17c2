package lumen.signal.bridge;

/**
 * Weights of a mixed level.
 *
 * @param ure of the reference engine
 * @param sensors of the sensors
 */
public record FusionWeights(double ure, double sensors) {

  /** What holds in E4. */
  public static final FusionWeights SAFE = new FusionWeights(0.82, 0.18);
}
