package lumen.governance.settings;

import java.util.List;

/**
 * When a canary is judged.
 *
 * @param pairs of minutes at each look
 * @param p level of each look
 * @param minRequests of both in a minute
 * @param errorRatio least risk ratio of errors
 * @param p95Ratio least ratio of p95
 */
public record CanarySettings(
    List<Integer> pairs, List<Double> p, long minRequests, double errorRatio, double p95Ratio) {
  static final CanarySettings DEFAULTS =
      new CanarySettings(List.of(30, 60, 120), List.of(0.0005, 0.014, 0.045), 20, 1.25, 1.10);
}
