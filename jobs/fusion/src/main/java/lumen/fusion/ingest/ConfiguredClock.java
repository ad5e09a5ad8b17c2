package lumen.fusion.ingest;

import lumen.event.SourceClock;
import lumen.fusion.settings.ClockSettings;

/**
 * The clock of a source as configured: t' = t + offset_s + (t - t_ref) ppm 1e-6, rounded half to
 * even to microseconds. The drift is taken of the distance to t_ref, never of the epoch, so that no
 * time is held in a double.
 *
 * @param offsetMicros offset, microseconds
 * @param ppm drift in parts per million
 * @param referenceMicros time at which the drift is zero; Long.MIN_VALUE: the source's first event
 */
public record ConfiguredClock(long offsetMicros, double ppm, long referenceMicros)
    implements SourceClock {
  private static final double MICROS = 1e6;
  private static final double PARTS_PER_MILLION = 1e-6;

  /**
   * The clock of a recorded source; {@code auto} needs arrival times, which a recording does not
   * have.
   */
  public static SourceClock of(ClockSettings settings) {
    if (settings.mode() != ClockSettings.Mode.FIXED) {
      return SourceClock.NONE;
    }
    long reference =
        Double.isNaN(settings.tRefS())
            ? Long.MIN_VALUE
            : (long) Math.rint(settings.tRefS() * MICROS);
    return new ConfiguredClock(
        (long) Math.rint(settings.offsetS() * MICROS), settings.ppm(), reference);
  }

  @Override
  public long correct(long micros, long firstMicros) {
    long reference = referenceMicros == Long.MIN_VALUE ? firstMicros : referenceMicros;
    return micros + offsetMicros + (long) Math.rint((micros - reference) * ppm * PARTS_PER_MILLION);
  }
}
