package lumen.fusion.ingest;

import lumen.event.SourceClock;
import lumen.fusion.settings.ClockSettings;
import lumen.signal.clock.FixedClock;

/**
 * The clock of a recorded source as configured. The drift counts from {@code t_ref}, or from the
 * source's first event. Used by one reader at a time.
 */
public final class ConfiguredClock implements SourceClock {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  private final ClockSettings settings;
  private transient FixedClock clock;
  private transient long reference;

  private ConfiguredClock(ClockSettings settings) {
    this.settings = settings;
  }

  /**
   * The clock of a recorded source; {@code auto} needs arrival times, which a recording does not
   * have.
   */
  public static SourceClock of(ClockSettings settings) {
    return settings.mode() == ClockSettings.Mode.FIXED
        ? new ConfiguredClock(settings)
        : SourceClock.NONE;
  }

  @Override
  public long correct(long micros, long firstMicros) {
    long at =
        Double.isNaN(settings.tRef()) ? firstMicros : (long) Math.rint(settings.tRef() * MICROS);
    if (clock == null || at != reference) {
      reference = at;
      clock = new FixedClock(settings.offsetS(), settings.ppm(), at);
    }
    return clock.corrected(micros);
  }
}
