package lumen.governance.settings;

import java.io.Serializable;
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
    List<Integer> pairs, List<Double> p, long minRequests, double errorRatio, double p95Ratio)
    implements Serializable {}
