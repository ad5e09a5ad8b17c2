package lumen.overlay.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.overlay.part.Parts;
import lumen.overlay.tenant.OverlayTenant;
import lumen.overlay.tenant.RouteOutputs;
import lumen.overlay.tenant.TenantSettings;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;

/** The parts of the current tenant in keyed state. */
final class RouteStore {
  /** More are forgotten at the end of a minute than could be taken away while one line waits. */
  private static final int FORGOTTEN_WITH_A_LINE = 16;

  private final MapState<String, byte[]> parts;
  private final TenantSettings settings;
  private final RouteOutputs out;

  RouteStore(RuntimeContext context, TenantSettings settings, RouteOutputs out) {
    parts = context.getMapState(KeptRoutes.parts());
    this.settings = settings;
    this.out = out;
  }

  /** The tenant as it was kept, or one of which nothing was heard. */
  OverlayTenant load(String tenant) throws Exception {
    SortedMap<String, byte[]> kept = new TreeMap<>();
    for (Map.Entry<String, byte[]> part : parts.entries()) {
      kept.put(part.getKey(), part.getValue());
    }
    return OverlayTenant.restored(tenant, settings, out, kept);
  }

  /** Whether anything is kept of the current tenant. */
  boolean isEmpty() throws Exception {
    return parts.isEmpty();
  }

  /** Writes what changed of the current tenant. */
  void write(Parts changed) throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    changed.drain(written::put);
    write(written);
  }

  /** Writes what changed of single requests of the current tenant. */
  void writeRequests(Parts changed) throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    changed.drainRequests(FORGOTTEN_WITH_A_LINE, written::put);
    write(written);
  }

  /** Writes what changed of the current tenant beside single requests. */
  void writeStanding(Parts changed) throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    changed.drainStanding(written::put);
    write(written);
  }

  private void write(Map<String, byte[]> written) throws Exception {
    for (Map.Entry<String, byte[]> part : written.entrySet()) {
      if (part.getValue() == null) {
        parts.remove(part.getKey());
      } else {
        parts.put(part.getKey(), part.getValue());
      }
    }
  }

  /** Forgets the current tenant. */
  void clear() {
    parts.clear();
  }
}
