package lumen.overlay.route;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * The tenants of which something is to be written before a checkpoint. What a line changes of a
 * request is written with the line, so that a checkpoint, for which decisions wait, has little to
 * write; what every line changes is written once. That is so little only of a few tenants: any more
 * are written with their lines.
 */
final class UnwrittenRoutes {
  /** Tenants, some ten parts each. */
  static final int MOST = 64;

  private final Map<String, HeldRoutes> byKey = new LinkedHashMap<>();
  private final RouteStore store;

  UnwrittenRoutes(RouteStore store) {
    this.store = store;
  }

  /** Writes what a line changed of the tenant of the current key, or keeps it in mind. */
  void changed(HeldRoutes held) throws Exception {
    if (byKey.size() < MOST || byKey.containsKey(held.key())) {
      byKey.put(held.key(), held);
      store.writeRequests(held.tenant().parts());
    } else {
      store.write(held.tenant().parts());
    }
  }

  /** Writes all of the tenant of the current key, which leaves the heap. */
  void write(HeldRoutes held) throws Exception {
    store.write(held.tenant().parts());
    byKey.remove(held.key());
  }

  /** There is nothing to write of a tenant. */
  void forget(String key) {
    byKey.remove(key);
  }

  /**
   * Writes what is to be kept of all.
   *
   * @param keys who chooses the key whose state is written
   */
  void writeAll(KeyContext keys) throws Exception {
    for (HeldRoutes held : byKey.values()) {
      keys.setCurrentKey(held.key());
      store.writeStanding(held.tenant().parts());
    }
    byKey.clear();
  }
}
