package lumen.ctl.state;

import java.util.List;
import java.util.Optional;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.fusion.ChannelState;
import lumen.tune.NoisePatch;

/**
 * The noise that the phase filters of a savepoint came to: means over all channels of all tenants,
 * weighted as the channels are in a frame. All tenants share one config, so it is one mean.
 *
 * @param q process noise, cycles squared
 * @param r measurement noise, cycles squared
 * @param channels channels that have a filter
 * @param tenants tenants that have such channels
 */
record LearntNoise(double q, double r, long channels, long tenants) {

  /** What the tenants came to; empty where no channel has a filter yet. */
  static Optional<LearntNoise> of(List<TenantState> tenants, LumenSettings settings) {
    double weights = 0;
    double q = 0;
    double r = 0;
    long channels = 0;
    long withChannels = 0;
    for (TenantState tenant : tenants) {
      for (ChannelState channel : tenant.channels()) {
        double weight = settings.source(channel.channel().source()).weight();
        weights += weight;
        q += weight * channel.q();
        r += weight * channel.r();
        channels++;
      }
      withChannels += tenant.channels().isEmpty() ? 0 : 1;
    }
    return channels == 0
        ? Optional.empty()
        : Optional.of(new LearntNoise(q / weights, r / weights, channels, withChannels));
  }

  /**
   * A patch that makes it the start of filters, as JSON.
   *
   * @param savepoint URI
   */
  String patch(String savepoint, LumenSettings settings) {
    String path =
        savepoint.endsWith("/") ? savepoint.substring(0, savepoint.length() - 1) : savepoint;
    String why =
        "weighted mean of %d channels of %d tenants in %s"
            .formatted(channels, tenants, path.substring(path.lastIndexOf('/') + 1));
    return NoisePatch.json(settings.fusion().align().kalman(), q, r, why);
  }
}
