package lumen.governance.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.part.ChangedParts;
import lumen.governance.service.ServiceLedger;
import lumen.governance.settings.GovernanceSettings;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** The parts of the current service in keyed state. */
final class LedgerStore {
  private static final String STATE = "parts";

  private final MapState<String, byte[]> parts;
  private final GovernanceSettings settings;
  private final LedgerTelling.Emitters emitters;

  LedgerStore(
      RuntimeContext context, GovernanceSettings settings, LedgerTelling.Emitters emitters) {
    parts = context.getMapState(parts());
    this.settings = settings;
    this.emitters = emitters;
  }

  /** The parts of a service by their keys, keyed by service. */
  static MapStateDescriptor<String, byte[]> parts() {
    return new MapStateDescriptor<>(
        STATE, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The service as it was kept, or one of which nothing was heard. */
  HeldLedger load(String service) throws Exception {
    SortedMap<String, byte[]> kept = new TreeMap<>();
    for (Map.Entry<String, byte[]> part : parts.entries()) {
      kept.put(part.getKey(), part.getValue());
    }
    LedgerTelling telling = new LedgerTelling(service, emitters);
    ServiceLedger ledger =
        ServiceLedger.restored(
            service,
            settings,
            config -> GovernanceCatalogue.commanded(config).settings(),
            telling,
            kept);
    return new HeldLedger(ledger, telling);
  }

  /** Whether anything is kept of the current service. */
  boolean isEmpty() throws Exception {
    return parts.isEmpty();
  }

  /** Writes what changed of the current service. */
  void write(HeldLedger held) throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    held.ledger().drain(new ChangedParts(written::put));
    for (Map.Entry<String, byte[]> part : written.entrySet()) {
      if (part.getValue() == null) {
        parts.remove(part.getKey());
      } else {
        parts.put(part.getKey(), part.getValue());
      }
    }
  }

  /** Forgets the current service. */
  void clear() {
    parts.clear();
  }
}
