package lumen.overlay.record;

import java.util.List;
import java.util.Map;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateState;

/**
 * How an overlay stands in a scenario.
 *
 * @param micros its time, microseconds since the epoch
 * @param tenant whose it is
 * @param scenario the scenario
 * @param overlay the overlay
 * @param why {@code change} or {@code hour}
 * @param windows the figures of each window
 * @param gates how each gate stands
 */
public record Verdict(
    long micros,
    String tenant,
    String scenario,
    String overlay,
    String why,
    List<Window> windows,
    Map<GateKind, GateState> gates) {
  /** Copies list and map. */
  public Verdict {
    windows = List.copyOf(windows);
    gates = Map.copyOf(gates);
  }

  /**
   * The figures of one window; NaN where there is none.
   *
   * @param windowS length, seconds
   * @param n outcomes of the overlay
   * @param baselineN of the baseline
   * @param pairedN outcomes of the overlay that tell what the baseline would have taken
   * @param deltaPercent how many percent more tokens
   * @param deltaBoundPercent the least that this is
   * @param overWarn answers slower than what warns
   * @param overBlock answers slower than what blocks
   * @param blockAt so many of these block; 0 where there are too few outcomes
   * @param baselineOverBlock answers of the baseline slower than what blocks
   * @param qualityN outcomes of the overlay that tell their quality
   * @param baselineQualityN of the baseline
   * @param quality mean of the overlay
   * @param qualityDelta mean of the overlay less that of the baseline
   * @param qualityBound the most that this is
   */
  public record Window(
      long windowS,
      long n,
      long baselineN,
      long pairedN,
      double deltaPercent,
      double deltaBoundPercent,
      long overWarn,
      long overBlock,
      long blockAt,
      long baselineOverBlock,
      long qualityN,
      long baselineQualityN,
      double quality,
      double qualityDelta,
      double qualityBound) {}
}
