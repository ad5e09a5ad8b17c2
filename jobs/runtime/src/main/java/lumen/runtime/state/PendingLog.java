package lumen.runtime.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;

/**
 * What has changed of a key's log since it was written last: entries to come, and numbers to go.
 * What comes and goes in between is never written. A number is given once.
 *
 * @param <T> an entry on the heap
 */
public final class PendingLog<T> {
  private final TreeMap<Long, T> added = new TreeMap<>();
  private final TreeSet<Long> removed = new TreeSet<>();

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
    removed.clear();
    for (Map.Entry<Long, T> entry : added.entrySet()) {
      log.put(entry.getKey(), form.apply(entry.getValue()));
    }
    added.clear();
  }
}
