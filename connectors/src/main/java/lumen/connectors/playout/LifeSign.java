package lumen.connectors.playout;

import java.util.Objects;

/**
 * What a receiver is told of a tenant's bridge whether it plays or not, so that it can tell a
 * bridge that keeps silence from one that is gone.
 *
 * @param tenant whose bridge
 * @param dueMicros its time, microseconds since the epoch
 * @param state 0 idle, 1 syncing, 2 bridged, 3 guarded, 4 rolled back
 * @param tickMs time from tick to tick, milliseconds
 */
public record LifeSign(String tenant, long dueMicros, int state, double tickMs) {
  private static final int LAST_STATE = 4;

  /** Checks the state. */
  public LifeSign {
    Objects.requireNonNull(tenant, "tenant");
    if (state < 0 || state > LAST_STATE) {
      throw new IllegalArgumentException("state must be in 0..4: " + state);
    }
  }
}
