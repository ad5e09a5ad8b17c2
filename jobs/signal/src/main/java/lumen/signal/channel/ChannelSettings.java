package lumen.signal.channel;

import java.io.Serializable;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.regularise.Interpolation;

/**
 * How one channel is conditioned.
 *
 * @param grid target grid
 * @param clip outliers
 * @param interpolation between samples
 * @param rateHz configured rate in Hz, above 0 and at most 1e6; NaN: estimated
 * @param maxGapS an interval over this many seconds ends the segment, 1e-6 to 1e6
 * @param rateWaitS how many seconds the rate is estimated for at most, 0 to 1e6
 * @param rebalanceWindowS after an interval over this many seconds the channel joins anew, 1e-6 to
 *     1e6
 * @param band band-pass; its upper edge is at most half the target rate
 * @param traits what is known of its values
 */
public record ChannelSettings(
    TargetGrid grid,
    ClipSettings clip,
    Interpolation interpolation,
    double rateHz,
    double maxGapS,
    double rateWaitS,
    double rebalanceWindowS,
    BandSettings band,
    ChannelTraits traits)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LONGEST_S = 1e6;
  private static final double SHORTEST_S = 1e-6;

  /** Checks the ranges. */
  public ChannelSettings {
    if (grid == null || clip == null || interpolation == null || band == null || traits == null) {
      throw new IllegalArgumentException(
          "must be given: grid=%s clip=%s interpolation=%s band=%s traits=%s"
              .formatted(grid, clip, interpolation, band, traits));
    }
    if (!Double.isNaN(rateHz) && !(rateHz > 0 && rateHz <= 1e6)) {
      throw new IllegalArgumentException("rate_hz must be in (0, 1e6]: " + rateHz);
    }
    checkSeconds("max_gap_s", maxGapS, SHORTEST_S);
    checkSeconds("rate_wait_s", rateWaitS, 0);
    checkSeconds("rebalance_window_s", rebalanceWindowS, SHORTEST_S);
    if (band.highHz() > grid.hz() / 2) {
      throw new IllegalArgumentException(
          "band.high_hz must be at most half of target_hz: high_hz=%s target_hz=%s"
              .formatted(band.highHz(), grid.hz()));
    }
  }

  /** The settings of a channel of whose values nothing is known. */
  public ChannelSettings(
      TargetGrid grid,
      ClipSettings clip,
      Interpolation interpolation,
      double rateHz,
      double maxGapS,
      double rateWaitS,
      double rebalanceWindowS,
      BandSettings band) {
    this(
        grid,
        clip,
        interpolation,
        rateHz,
        maxGapS,
        rateWaitS,
        rebalanceWindowS,
        band,
        ChannelTraits.NONE);
  }

  /** The same with other values. */
  public ChannelSettings with(ChannelTraits other) {
    return new ChannelSettings(
        grid, clip, interpolation, rateHz, maxGapS, rateWaitS, rebalanceWindowS, band, other);
  }

  long maxGapMicros() {
    return micros(maxGapS);
  }

  long rateWaitMicros() {
    return micros(rateWaitS);
  }

  long rebalanceMicros() {
    return micros(rebalanceWindowS);
  }

  private static long micros(double seconds) {
    return (long) Math.rint(seconds * 1e6);
  }

  private static void checkSeconds(String key, double seconds, double least) {
    if (!(seconds >= least && seconds <= LONGEST_S)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s]: %s".formatted(key, least, LONGEST_S, seconds));
    }
  }
}
