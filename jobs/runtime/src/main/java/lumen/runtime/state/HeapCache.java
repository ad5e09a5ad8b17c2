package lumen.runtime.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * The keys worked on most recently, as objects on the heap: a cache of keyed state. What has
 * changed of a key is written when it leaves the heap, and of all keys before a checkpoint; so a
 * key that is not held stands in state as it is. Bounded by the sum of the entries' weights.
 *
 * @param <T> what is held for a key
 */
public final class HeapCache<T> {
  /** Writes what has changed of a value into the state of the current key, if anything has. */
  @FunctionalInterface
  public interface StateWriter<T> {
    /** Writes the value. */
    void write(T value) throws Exception;
  }

  private record Entry<T>(T value, long weight) {}

  private final LinkedHashMap<String, Entry<T>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final KeyContext keys;
  private final ToLongFunction<T> weight;
  private final StateWriter<T> writer;
  private final long capacity;
  private long held;

  /**
   * An empty cache.
   *
   * @param keys who chooses the key whose state is written
   * @param capacity largest sum of weights; at least one entry is always held
   * @param weight weight of an entry
   * @param writer writes what has changed
   */
  public HeapCache(
      KeyContext keys, long capacity, ToLongFunction<T> weight, StateWriter<T> writer) {
    this.keys = keys;
    this.capacity = capacity;
    this.weight = weight;
    this.writer = writer;
  }

  /** What is held for the key, or null. */
  public T get(String key) {
    Entry<T> entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /**
   * Holds the value, and weighs it anew where it is held already; others may be written and leave.
   */
  public void put(String key, T value) throws Exception {
    remove(key);
    long w = weight.applyAsLong(value);
    entries.put(key, new Entry<>(value, w));
    held += w;
    if (held > capacity) {
      makeRoom();
    }
  }

  private void makeRoom() throws Exception {
    Object current = keys.getCurrentKey();
    var eldest = entries.entrySet().iterator();
    while (held > capacity && entries.size() > 1) {
      Map.Entry<String, Entry<T>> oldest = eldest.next();
      write(oldest);
      held -= oldest.getValue().weight();
      eldest.remove();
    }
    keys.setCurrentKey(current);
  }

  private void write(Map.Entry<String, Entry<T>> entry) throws Exception {
    keys.setCurrentKey(entry.getKey());
    writer.write(entry.getValue().value());
  }

  /** Writes what has changed of all keys; the current key is any of them afterwards. */
  public void writeAll() throws Exception {
    for (Map.Entry<String, Entry<T>> entry : entries.entrySet()) {
      write(entry);
    }
  }

  /** Drops the key, and what has changed of it. */
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
