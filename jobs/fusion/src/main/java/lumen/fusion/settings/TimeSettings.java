package lumen.fusion.settings;

import java.io.Serializable;

/**
 * Bounds on the disorder of an input, in microseconds.
 *
 * @param outOfOrdernessMicros how far behind the newest an event of a recording may be
 * @param liveOutOfOrdernessMicros the same for live inputs, behind the arrival clock
 * @param sourceIdleMicros progress of a stream after which an event source that stands still no
 *     longer holds it back, and beyond which a jump of time is in doubt
 * @param maxSkewMicros how far behind the newest an event source may be that holds its stream back
 * @param maxAheadMicros how far ahead of its stream's newest an event in doubt may be that is used
 */
public record TimeSettings(
    long outOfOrdernessMicros,
    long liveOutOfOrdernessMicros,
    long sourceIdleMicros,
    long maxSkewMicros,
    long maxAheadMicros)
    implements Serializable {

  /** Checks the signs. */
  public TimeSettings {
    if (outOfOrdernessMicros < 0 || liveOutOfOrdernessMicros < 0) {
      throw new IllegalArgumentException(
          "out-of-orderness must be >= 0: replay="
              + outOfOrdernessMicros
              + " live="
              + liveOutOfOrdernessMicros);
    }
    if (sourceIdleMicros <= 0 || maxSkewMicros <= 0 || maxAheadMicros <= 0) {
      throw new IllegalArgumentException(
          "source_idle_s, max_skew_s and max_ahead_s must be > 0: "
              + sourceIdleMicros
              + " us, "
              + maxSkewMicros
              + " us and "
              + maxAheadMicros
              + " us");
    }
  }
}
