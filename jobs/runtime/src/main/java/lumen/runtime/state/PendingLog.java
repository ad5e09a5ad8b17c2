package lumen.runtime.state;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;

/**
 * What has changed of a key's log since it was written last: entries to come, and numbers to go.
 * What comes and goes in between is never written. A number is given once.
 *
 * <p>It knows which numbers stand in state, so that the log is cleared without being read: Flink's
 * own clearing reads every entry, of thousands of keys from files.
 *
 * @param <T> an entry on the heap
 */
public final class PendingLog<T> {
  private final TreeMap<Long, T> added = new TreeMap<>();
  private final TreeSet<Long> removed = new TreeSet<>();

  /** The numbers that stand in state, ascending; those to go are among them. */
  private long[] stored = {};

  private int size;

  /** Takes note of an entry that state holds already. */
  public void noteStored(long number) {
    int at = placeOf(number);
    if (at >= 0) {
      return;
    }
    if (size == stored.length) {
      stored = Arrays.copyOf(stored, Math.max(8, 2 * size));
    }
    int to = -at - 1;
    System.arraycopy(stored, to, stored, to + 1, size - to);
    stored[to] = number;
    size++;
  }

  private int placeOf(long number) {
    return size > 0 && stored[size - 1] < number
        ? -size - 1
        : Arrays.binarySearch(stored, 0, size, number);
  }

  /** Adds an entry. */
  public void put(long number, T entry) {
    added.put(number, entry);
  }

  /** Removes an entry, whether it was written or not. */
  public void remove(long number) {
    if (added.remove(number) == null) {
      removed.add(number);
    }
  }

  /**
   * Writes the changes into the log of the current key.
   *
   * @param form what is written of an entry
   */
  public <S> void write(MapState<Long, S> log, Function<T, S> form) throws Exception {
    for (Long number : removed) {
      log.remove(number);
    }
    forgetRemoved();
    for (Map.Entry<Long, T> entry : added.entrySet()) {
      log.put(entry.getKey(), form.apply(entry.getValue()));
      noteStored(entry.getKey());
    }
    added.clear();
  }

  private void forgetRemoved() {
    if (removed.isEmpty()) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!removed.contains(stored[i])) {
        stored[kept++] = stored[i];
      }
    }
    size = kept;
    removed.clear();
  }

  /** Removes every entry, written or not, from the log of the current key. */
  public <S> void clear(MapState<Long, S> log) throws Exception {
    added.clear();
    for (int i = 0; i < size; i++) {
      log.remove(stored[i]);
    }
    size = 0;
    removed.clear();
  }
}
