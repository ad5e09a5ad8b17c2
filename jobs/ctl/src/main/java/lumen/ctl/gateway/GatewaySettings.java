package lumen.ctl.gateway;

import java.util.List;
import java.util.Map;

/**
 * A simulated gateway.
 *
 * @param seed of all chance
 * @param minutes how long it asks
 * @param rate requests a second, mean of a Poisson process
 * @param scenario type of its requests
 * @param models what is true of the baseline and of each overlay, by name
 * @param spans what is true for a while instead; the last that holds counts
 * @param faults of the feed of outcomes
 * @param commands lines of commands by the second at which they stand in the log
 */
public record GatewaySettings(
    long seed,
    double minutes,
    double rate,
    String scenario,
    Map<String, ModelTruth> models,
    List<GatewaySpan> spans,
    FeedFaults faults,
    Map<Double, String> commands) {
  /** Begin of every simulated log, epoch seconds: 2026-01-01T00:00:00Z. */
  public static final long START_S = 1_767_225_600L;

  /** Checks the ranges, and copies. */
  public GatewaySettings {
    if (!(minutes > 0 && minutes <= 100_000) || !(rate > 0 && rate <= 100_000)) {
      throw new IllegalArgumentException(
          "minutes and rate must be above 0 and 100000 at most: minutes=%s rate=%s"
              .formatted(minutes, rate));
    }
    if (!models.containsKey("baseline")) {
      throw new IllegalArgumentException("there must be a baseline among the models: " + models);
    }
    models = Map.copyOf(models);
    spans = List.copyOf(spans);
    commands = Map.copyOf(commands);
  }

  /**
   * What is true of what runs at a moment; an overlay of which nothing is known is the baseline.
   */
  ModelTruth truth(String overlay, double atS) {
    ModelTruth truth = models.getOrDefault(overlay, models.get("baseline"));
    for (GatewaySpan span : spans) {
      if (span.overlay().equals(overlay) && atS >= span.fromS() && atS < span.toS()) {
        truth = span.truth();
      }
    }
    return truth;
  }
}
