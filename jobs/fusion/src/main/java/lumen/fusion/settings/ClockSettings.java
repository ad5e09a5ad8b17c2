package lumen.fusion.settings;

import java.io.Serializable;

/**
 * How the times of one event source are corrected: t' = t + offset_s + (t - t_ref) ppm 1e-6.
 *
 * @param mode what decides offset and drift
 * @param offsetS offset in seconds, for {@link Mode#FIXED}
 * @param ppm drift in parts per million, for {@link Mode#FIXED}
 * @param tRef the epoch second at which the drift is zero; NaN: the source's first event
 * @param onReset what becomes of the source's events when its clock goes back
 */
public record ClockSettings(Mode mode, double offsetS, double ppm, double tRef, OnReset onReset)
    implements Serializable {

  /** Times stay as they are. */
  public static final ClockSettings NONE =
      new ClockSettings(Mode.NONE, 0, 0, Double.NaN, OnReset.LATE);

  /** Checks that offset and drift are finite. */
  public ClockSettings {
    if (!Double.isFinite(offsetS) || !Double.isFinite(ppm) || Double.isInfinite(tRef)) {
      throw new IllegalArgumentException(
          "clock must be finite: offset_s=" + offsetS + " ppm=" + ppm + " t_ref=" + tRef);
    }
  }

  /** What becomes of the events of a recorded source whose clock goes back. */
  public enum OnReset {
    /** They are late. */
    LATE,
    /** Its times are shifted to go on where the stream is. */
    CONTINUE
  }

  /** What decides offset and drift of a source's clock. */
  public enum Mode {
    /** Nothing is corrected. */
    NONE,
    /** The configured offset and drift. */
    FIXED,
    /** Estimated from arrival times (live inputs). */
    AUTO
  }
}
