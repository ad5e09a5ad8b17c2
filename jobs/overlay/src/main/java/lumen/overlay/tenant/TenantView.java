package lumen.overlay.tenant;

import java.util.List;
import java.util.Map;
import lumen.overlay.breaker.BreakerState;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateState;

/**
 * How a tenant stands, for those who look at it from outside.
 *
 * @param tenant tenant
 * @param log the log that it has its lines in; empty before the first
 * @param clockMicros how far it has come, microseconds since the epoch
 * @param flags name of the flags in force
 * @param waiting requests that wait for their outcomes
 * @param blind whether outcomes are lost
 * @param orders whether a command waits for its time
 * @param breakers by the names of their overlays
 * @param lanes by scenario and overlay
 */
public record TenantView(
    String tenant,
    String log,
    long clockMicros,
    String flags,
    long waiting,
    boolean blind,
    boolean orders,
    List<BreakerView> breakers,
    List<LaneView> lanes) {
  /** Copies the lists. */
  public TenantView {
    breakers = List.copyOf(breakers);
    lanes = List.copyOf(lanes);
  }

  /**
   * A breaker.
   *
   * @param overlay whose it is
   * @param generation number of its moves
   * @param untilMicros when it is half open; {@link lumen.overlay.breaker.BreakerMove#NEVER} where
   *     it is not open
   */
  public record BreakerView(
      String overlay, BreakerState state, long generation, long untilMicros) {}

  /**
   * The gates of an overlay in a scenario.
   *
   * @param gates state of each gate
   */
  public record LaneView(String scenario, String overlay, Map<GateKind, GateState> gates) {
    /** Copies the map. */
    public LaneView {
      gates = Map.copyOf(gates);
    }
  }
}
