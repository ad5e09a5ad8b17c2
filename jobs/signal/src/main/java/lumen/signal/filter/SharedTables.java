package lumen.signal.filter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Immutable tables by their key, made once and shared by all channels, the least recently used
 * dropped first.
 *
 * <p>Thread-safe. A table is a pure function of its key, so that it does not matter which thread
 * made it, whether it was dropped in between or made twice.
 *
 * @param <K> key, with equals and hashCode by value
 * @param <V> table, immutable
 */
public final class SharedTables<K, V> {
  private final int limit;
  private final Function<K, V> maker;
  private final LinkedHashMap<K, V> tables = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * An empty set of tables.
   *
   * @param limit how many are kept
   * @param maker makes a table from its key
   */
  public SharedTables(int limit, Function<K, V> maker) {
    this.limit = limit;
    this.maker = maker;
  }

  /** The table of a key. */
  public V get(K key) {
    synchronized (tables) {
      V known = tables.get(key);
      if (known != null) {
        return known;
      }
    }
    V made = maker.apply(key);
    synchronized (tables) {
      V first = tables.putIfAbsent(key, made);
      dropOldest();
      return first == null ? made : first;
    }
  }

  /** How many tables are kept now. */
  int size() {
    synchronized (tables) {
      return tables.size();
    }
  }

  private void dropOldest() {
    while (tables.size() > limit) {
      Map.Entry<K, V> eldest = tables.entrySet().iterator().next();
      tables.remove(eldest.getKey());
    }
  }
}
