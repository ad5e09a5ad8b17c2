package lumen.ctl.account;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the samples of a channel were conditioned, as far as notes judge by it.
 *
 * @param onset whether its samples are onsets, whose values do not count
 * @param clipped whether outliers are clipped
 * @param lowHz lower edge of the band in Hz
 * @param highHz upper edge of the band in Hz
 * @param targetHz rate of the grid in Hz
 * @param maxGapS a longer interval is a pause, in seconds
 * @param minDistinct with fewer distinct values it has no phase
 * @param nominalHz the rate that is configured in Hz, NaN if none
 */
public record ChannelConditioning(
    boolean onset,
    boolean clipped,
    double lowHz,
    double highHz,
    double targetHz,
    double maxGapS,
    int minDistinct,
    double nominalHz) {

  static ChannelConditioning of(JsonNode profile) {
    return new ChannelConditioning(
        profile.path("interpolation").asText().equals("onset"),
        !profile.path("clip").asText().equals("none"),
        profile.path("low_hz").asDouble(),
        profile.path("high_hz").asDouble(),
        profile.path("target_hz").asDouble(),
        profile.path("max_gap_s").asDouble(),
        profile.path("min_distinct").asInt(),
        profile.path("nominal_hz").asDouble(Double.NaN));
  }
}
