package lumen.signal.bridge;

import java.util.Map;
import lumen.signal.protocol.BridgeState;

/** Is told what the bridge decides; the values come in a fixed order. */
public interface BridgeListener {

  /**
   * The bridge passed to another state.
   *
   * @param micros time in microseconds since the epoch
   * @param from state before
   * @param to state after
   * @param cause why, for people
   * @param values every value that was read for it; NaN if not known
   */
  void transition(
      long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values);

  /**
   * The tick and a gain were calibrated.
   *
   * @param micros time in microseconds since the epoch
   * @param what which calibration, for people
   * @param values every value that was read or set
   */
  void calibrated(long micros, String what, Map<String, Double> values);
}
