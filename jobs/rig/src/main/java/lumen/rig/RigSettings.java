package lumen.rig;

/**
 * What shapes a simulated rig.
 *
 * @param seed seed of everything random in it
 * @param minutes length in minutes, at least 1; the story repeats every {@value #CYCLE_S} seconds
 * @param sensorsPerTenant sensors of each of the two tenants, 4 to 500
 */
public record RigSettings(long seed, double minutes, int sensorsPerTenant) {
  /** Start of every rig: 2026-01-01T00:00:00Z, in seconds since the epoch. */
  public static final long START_S = 1_767_225_600L;

  /** Length of one turn of the story, in seconds. */
  public static final int CYCLE_S = 600;

  /** The rig of the demo: ten minutes of four sensors in each tenant. */
  public static final RigSettings DEMO = new RigSettings(1, 10, 4);

  /** Checks the ranges. */
  public RigSettings {
    if (!(minutes >= 1) || minutes > 1_000_000) {
      throw new IllegalArgumentException("minutes must be in 1..1000000: " + minutes);
    }
    if (sensorsPerTenant < 4 || sensorsPerTenant > 500) {
      throw new IllegalArgumentException(
          "channels per tenant must be in 4..500: " + sensorsPerTenant);
    }
  }

  /** Length in seconds, cut to whole seconds. */
  public long seconds() {
    return (long) (minutes * 60);
  }

  /**
   * Until when the sensors play, in seconds from the start; the reference engine plays on to the
   * end.
   */
  long sensorSeconds() {
    return seconds() - 10;
  }
}
