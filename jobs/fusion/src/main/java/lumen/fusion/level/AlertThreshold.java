package lumen.fusion.level;

/**
 * The level of an alert: it goes off where a metric has been above it for a time on end.
 *
 * @param alert name of the alert; one of two severities has two thresholds
 * @param key the key that holds the level, such as {@code burn_rate_thresholds.phase.fast}
 * @param metric plain name of the metric
 * @param above the level
 * @param critical whether somebody has to come now; else it is a warning
 */
public record AlertThreshold(
    String alert, String key, String metric, double above, boolean critical) {
  /** Checks that the level can be passed and met. */
  public AlertThreshold {
    if (!(above > 0 && above <= 1)) {
      throw new IllegalArgumentException(
          "the level of an alert must be above 0, and at most 1: " + alert + " above " + above);
    }
  }
}
