package lumen.fusion.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The keyed state of the tenants' bridges and evidence: one small value, written once for each
 * advance, and a log of what is written once: chunks of their histories, and what a command has
 * changed that is not small. Every call is about the current key; the key's tenant is held by its
 * owner.
 */
public final class BridgeStore {
  private final BridgePlan plan;
  private final ValueState<byte[]> hot;
  private final MapState<Long, byte[]> log;

  /** Opens the states. */
  public BridgeStore(RuntimeContext context, BridgePlan plan) {
    this(plan, context.getState(StoredBridge.hotState()), context.getMapState(StoredBridge.log()));
  }

  /** Keeps them in these states. */
  BridgeStore(BridgePlan plan, ValueState<byte[]> hot, MapState<Long, byte[]> log) {
    this.plan = plan;
    this.hot = hot;
    this.log = log;
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() throws IOException {
    return hot.value() == null;
  }

  /** Removes what is kept. */
  public void clear() {
    hot.clear();
    log.clear();
  }

  /** Inputs before this number of the tenant's log stand in the small state. */
  public long takenTo() throws IOException {
    byte[] stored = hot.value();
    return stored == null ? 0 : StoredBridge.decode(stored).takenTo();
  }

  /** The bridge as it is kept, or begun. */
  public BridgedTenant load(String tenant) throws Exception {
    byte[] stored = hot.value();
    if (stored == null) {
      return BridgedTenant.begun(tenant, plan);
    }
    TreeMap<Long, byte[]> entries = new TreeMap<>();
    for (Map.Entry<Long, byte[]> entry : log.entries()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    byte[] ids = entries.getOrDefault(StoredBridge.IDS, new byte[0]);
    byte[] rules = entries.getOrDefault(StoredBridge.RULES, new byte[0]);
    HistoryLog history = new HistoryLog();
    List<byte[]> ofBridge = new ArrayList<>();
    List<byte[]> ofEvidence = new ArrayList<>();
    entries
        .tailMap(0L)
        .forEach(
            (number, entry) -> {
              HistoryEntry its = HistoryEntry.decode(entry);
              history.note(its.kind(), number, its.lastMicros());
              (its.kind() == HistoryEntry.BRIDGE ? ofBridge : ofEvidence).add(its.chunk());
            });
    return BridgedTenant.restored(
        tenant, plan, StoredBridge.decode(stored), ofBridge, ofEvidence, rules, ids, history);
  }

  /**
   * Writes what an advance has changed.
   *
   * @param takenTo number of the next input of the tenant's log
   */
  public void store(BridgedTenant tenant, long takenTo) throws Exception {
    HistoryLog history = tenant.history();
    put(history, HistoryEntry.BRIDGE, tenant.bridge().takeHistory());
    put(history, HistoryEntry.EVIDENCE, tenant.evidence().takeHistory());
    List<Long> obsolete = new ArrayList<>();
    history.drop(HistoryEntry.BRIDGE, tenant.bridge().historyFrom(), obsolete::add);
    history.drop(HistoryEntry.EVIDENCE, tenant.evidence().historyFromMicros(), obsolete::add);
    for (Long number : obsolete) {
      log.remove(number);
    }
    Optional<byte[]> ids = tenant.appliedIds();
    if (ids.isPresent()) {
      log.put(StoredBridge.IDS, ids.get());
    }
    Optional<byte[]> rules = tenant.evidence().takeRules();
    if (rules.isPresent() && rules.get().length > 0) {
      log.put(StoredBridge.RULES, rules.get());
    } else if (rules.isPresent()) {
      log.remove(StoredBridge.RULES);
    }
    hot.update(tenant.stored(takenTo).encode());
  }

  private void put(HistoryLog history, byte kind, byte[] chunk) throws Exception {
    if (chunk == null) {
      return;
    }
    HistoryEntry entry = new HistoryEntry(kind, chunk);
    long number = history.next();
    log.put(number, entry.encode());
    history.note(kind, number, entry.lastMicros());
  }
}
