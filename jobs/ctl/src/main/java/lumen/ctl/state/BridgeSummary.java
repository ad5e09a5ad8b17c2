package lumen.ctl.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import lumen.fusion.bridge.BridgePlan;
import lumen.fusion.bridge.StoredBridge;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.bridge.Bridge;
import lumen.signal.gain.Gains;

/**
 * What a savepoint holds of a tenant's bridge.
 *
 * @param state state of the protocol, such as E2
 * @param tickMs the tick
 * @param gains gains in force
 */
record BridgeSummary(String state, double tickMs, Gains gains) {

  static BridgeSummary of(StoredKey stored, LumenSettings settings) {
    StoredBridge kept = StoredBridge.decode(stored.bridge());
    Bridge bridge =
        Bridge.restore(BridgePlan.of(settings).bridge(), stored.key(), kept.bridge(), List.of());
    return new BridgeSummary(
        bridge.state().wireName(), bridge.tickMs(), bridge.gains(kept.frontierMicros()));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "bridge %s, tick %.1f ms, kp %.3f, ki %.3f, kd %.3f",
        state,
        tickMs,
        gains.kp(),
        gains.ki(),
        gains.kd());
  }

  void put(ObjectNode node) {
    node.put("state", state)
        .put("tickMs", tickMs)
        .put("kp", gains.kp())
        .put("ki", gains.ki())
        .put("kd", gains.kd());
  }
}
