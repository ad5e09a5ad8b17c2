package lumen.overlay.part;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The parts of a tenant that changed since they were last kept. Bytes are made when they are asked
 * for, so a part that changed often is written once. What stands for a single request changes once
 * or twice, all else with nearly every line: they can be asked for apart.
 */
public final class Parts {
  private final Map<String, Supplier<byte[]>> standing = new LinkedHashMap<>();
  private final Map<String, Supplier<byte[]>> requests = new LinkedHashMap<>();
  private final Set<String> forgotten = new LinkedHashSet<>();

  /** Notes that a part changed. */
  public void put(String key, Supplier<byte[]> bytes) {
    if (PartKind.OPEN.isOf(key)) {
      requests.put(key, bytes);
      forgotten.remove(key);
    } else {
      standing.put(key, bytes);
    }
  }

  /** Notes that a part is there no more. */
  public void remove(String key) {
    if (PartKind.OPEN.isOf(key)) {
      requests.remove(key);
      forgotten.add(key);
    } else {
      standing.put(key, () -> null);
    }
  }

  /**
   * Hands over what changed.
   *
   * @param store takes the key and the bytes of a part; null bytes for one that is there no more
   */
  public void drain(BiConsumer<String, byte[]> store) {
    drainRequests(Integer.MAX_VALUE, store);
    drainStanding(store);
  }

  /**
   * Hands over what changed beside single requests.
   *
   * @param store takes the key and the bytes of a part; null bytes for one that is there no more
   */
  public void drainStanding(BiConsumer<String, byte[]> store) {
    standing.forEach((key, bytes) -> store.accept(key, bytes.get()));
    standing.clear();
  }

  /**
   * Hands over what changed of single requests.
   *
   * @param most so many at most of those that are there no more, the first of them first
   * @param store takes the key and the bytes of a part; null bytes for one that is there no more
   */
  public void drainRequests(int most, BiConsumer<String, byte[]> store) {
    requests.forEach((key, bytes) -> store.accept(key, bytes.get()));
    requests.clear();
    Iterator<String> oldest = forgotten.iterator();
    for (int i = 0; i < most && oldest.hasNext(); i++) {
      store.accept(oldest.next(), null);
      oldest.remove();
    }
  }
}
