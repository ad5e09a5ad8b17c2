package lumen.overlay.join;

import java.io.Serializable;

/**
 * How long outcomes are waited for; components are named as the keys, units are in the names.
 *
 * @param outcomeTtlS so long, seconds; twice as long an outcome is still known
 * @param maxOpen so many requests of a tenant wait at most
 * @param feedLostS without an outcome for so long, while requests wait, outcomes are lost
 * @param whenBlind what is decided then
 */
public record JoinSettings(double outcomeTtlS, long maxOpen, double feedLostS, WhenBlind whenBlind)
    implements Serializable {
  private static final double MICROS = 1e6;

  /** What is decided while outcomes are lost. */
  public enum WhenBlind {
    /** The baseline. */
    BASELINE,
    /** As if they were not. */
    KEEP
  }

  /** How long an outcome is waited for, microseconds. */
  public long ttlMicros() {
    return (long) Math.rint(outcomeTtlS * MICROS);
  }

  /** After how long outcomes are lost, microseconds. */
  public long lostMicros() {
    return (long) Math.rint(feedLostS * MICROS);
  }
}
