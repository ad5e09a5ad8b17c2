package lumen.fusion.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lumen.fusion.evidence.FusionEntries;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.signal.bridge.BridgeListener;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.protocol.BridgeState;

/** Why something was decided, until the call that led to it has returned. */
final class BridgeNotes implements BridgeListener {
  private final String tenant;
  private final List<EvidenceEntry> entries = new ArrayList<>();

  BridgeNotes(String tenant) {
    this.tenant = tenant;
  }

  /** The tenant that is told of. */
  String tenant() {
    return tenant;
  }

  @Override
  public void transition(
      long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values) {
    List<EvidenceValue> read = CommandEvidence.values(values);
    read.add(0, EvidenceValue.of("cause", cause));
    entries.add(
        FusionEntries.state(tenant, micros, from.wireName(), to.wireName(), List.copyOf(read)));
  }

  @Override
  public void calibrated(long micros, String what, Map<String, Double> values) {
    entries.add(
        FusionEntries.calibration(tenant, micros, "drift", what, CommandEvidence.values(values)));
  }

  /** Notes that a frame was made from other sides than the one before. */
  void failover(long tsMicros, Mode from, FusedFrame frame) {
    entries.add(
        FusionEntries.failover(
            tenant,
            tsMicros,
            from.wireName(),
            frame.mode().wireName(),
            List.of(
                EvidenceValue.of("streams_fresh", frame.streamsFresh()),
                EvidenceValue.of("streams_total", frame.streamsTotal()))));
  }

  /** Hands out what was noted, in its order. */
  void drain(Consumer<EvidenceEntry> out) {
    entries.forEach(out);
    entries.clear();
  }
}
