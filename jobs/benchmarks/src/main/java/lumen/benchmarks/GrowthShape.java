package lumen.benchmarks;

import java.util.List;
import lumen.rig.SteadyRig;

/**
 * So many channels, and how long their two recordings are. What the longer takes more, an event, is
 * the cost of an event: start and end of a job, and the window of frames that follows the last
 * sample, are in both.
 *
 * @param tenants tenants
 * @param channelsPerTenant channels of each
 * @param rateHz samples a second of a channel
 * @param shortSeconds length of the shorter recording
 * @param longSeconds length of the longer one
 */
record GrowthShape(
    int tenants, int channelsPerTenant, double rateHz, int shortSeconds, int longSeconds) {
  private static final long SEED = 14;

  GrowthShape {
    if (shortSeconds >= longSeconds) {
      throw new IllegalArgumentException(
          "the longer recording must be longer: %d s, %d s".formatted(shortSeconds, longSeconds));
    }
  }

  /** The shapes that growth over channels is told by, and over tenants: the first is the few. */
  static List<GrowthShape> channelsAt50Hz() {
    return List.of(new GrowthShape(1, 8, 50, 2_500, 12_500), new GrowthShape(100, 8, 50, 60, 160));
  }

  static List<GrowthShape> channelsAt10Hz() {
    return List.of(
        new GrowthShape(10, 8, 10, 1_000, 6_000), new GrowthShape(1_000, 8, 10, 60, 120));
  }

  static List<GrowthShape> tenantsAt10Hz() {
    return List.of(
        new GrowthShape(1, 8, 10, 10_000, 60_000), new GrowthShape(1_000, 8, 10, 60, 120));
  }

  SteadyRig shorter() {
    return new SteadyRig(SEED, tenants, channelsPerTenant, rateHz, shortSeconds);
  }

  SteadyRig longer() {
    return new SteadyRig(SEED, tenants, channelsPerTenant, rateHz, longSeconds);
  }

  int channels() {
    return tenants * channelsPerTenant;
  }

  String title() {
    return "%d channels in %d tenant(s), %.0f Hz".formatted(channels(), tenants, rateHz);
  }
}
