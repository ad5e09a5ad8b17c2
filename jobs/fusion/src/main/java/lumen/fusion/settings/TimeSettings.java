package lumen.fusion.settings;

import java.io.Serializable;

/**
 * Bounds on the disorder of an input, in microseconds.
 *
 * @param outOfOrdernessMicros how far behind the newest an event of a recording may be
 * @param liveOutOfOrdernessMicros the same for live inputs, behind the arrival clock
 * @param sourceIdleMicros silence after which an event source no longer holds its stream back
 * @param maxAheadMicros how far ahead of its stream's newest an event may be
 */
public record TimeSettings(
    long outOfOrdernessMicros,
    long liveOutOfOrdernessMicros,
    long sourceIdleMicros,
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
    if (sourceIdleMicros <= 0 || maxAheadMicros <= 0) {
      throw new IllegalArgumentException(
          "source_idle_s and max_ahead_s must be > 0: "
              + sourceIdleMicros
              + " us and "
              + maxAheadMicros
              + " us");
    }
  }
}
