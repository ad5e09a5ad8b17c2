package lumen.overlay.clock;

import java.io.Serializable;

/**
 * How far ahead a line may be; components are named as the keys, units are in the names.
 *
 * @param maxAheadS further ahead of the clock a line is in doubt, seconds
 * @param believedInRow the so-manieth line in a row that is in doubt is believed
 * @param sourceIdleS a log that is silent for so long holds up no other, seconds
 */
public record LogTime(double maxAheadS, int believedInRow, double sourceIdleS)
    implements Serializable {
  private static final double MICROS = 1e6;

  long maxAheadMicros() {
    return (long) Math.rint(maxAheadS * MICROS);
  }
}
