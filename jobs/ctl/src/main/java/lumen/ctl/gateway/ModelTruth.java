package lumen.ctl.gateway;

/**
 * What is true of an overlay, or of the baseline.
 *
 * @param failures share of answers that fail, 0..1
 * @param tokens mean number of tokens
 * @param latencyMs median time until the answer, milliseconds
 * @param quality mean quality of a success, 0..1
 */
public record ModelTruth(double failures, double tokens, double latencyMs, double quality) {
  /** Checks the ranges. */
  public ModelTruth {
    if (!(failures >= 0 && failures <= 1) || !(tokens >= 1) || !(latencyMs >= 1)) {
      throw new IllegalArgumentException(
          "failures must be 0..1, tokens and latency 1 or more: failures=%s tokens=%s latencyMs=%s"
              .formatted(failures, tokens, latencyMs));
    }
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be 0..1: quality=" + quality);
    }
  }
}
