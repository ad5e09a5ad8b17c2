package lumen.runtime.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The keys worked on most recently, as objects on the heap: a read cache of keyed state that may be
 * dropped at any time, since every change is written to state at once. Bounded by the sum of the
 * entries' weights.
 *
 * @param <T> what is held for a key
 */
public final class HeapCache<T> {
  private record Entry<T>(T value, long weight) {}

  private final LinkedHashMap<String, Entry<T>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final ToLongFunction<T> weight;
  private final long capacity;
  private long held;

  /**
   * An empty cache.
   *
   * @param capacity largest sum of weights; at least one entry is always held
   * @param weight weight of an entry
   */
  public HeapCache(long capacity, ToLongFunction<T> weight) {
    this.capacity = capacity;
    this.weight = weight;
  }

  /** What is held for the key, or null. */
  public T get(String key) {
    Entry<T> entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Holds the value, and weighs it anew where it is held already. */
  public void put(String key, T value) {
    remove(key);
    long w = weight.applyAsLong(value);
    entries.put(key, new Entry<>(value, w));
    held += w;
    var eldest = entries.entrySet().iterator();
    while (held > capacity && entries.size() > 1) {
      Map.Entry<String, Entry<T>> oldest = eldest.next();
      held -= oldest.getValue().weight();
      eldest.remove();
    }
  }

  /** Drops the key. */
  public void remove(String key) {
    Entry<T> entry = entries.remove(key);
    if (entry != null) {
      held -= entry.weight();
    }
  }

  /** Number of keys held. */
  public int size() {
    return entries.size();
  }
}
