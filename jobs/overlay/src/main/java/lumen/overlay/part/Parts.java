package lumen.overlay.part;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The parts of a tenant that changed since they were last kept. Bytes are made when they are asked
 * for, so a part that changed often is written once.
 */
public final class Parts {
  private final Map<String, Supplier<byte[]>> changed = new LinkedHashMap<>();

  /** Notes that a part changed. */
  public void put(String key, Supplier<byte[]> bytes) {
    changed.put(key, bytes);
  }

  /** Notes that a part is there no more. */
  public void remove(String key) {
    changed.put(key, () -> null);
  }

  /**
   * Hands over what changed.
   *
   * @param store takes the key and the bytes of a part; null bytes for one that is there no more
   */
  public void drain(BiConsumer<String, byte[]> store) {
    changed.forEach((key, bytes) -> store.accept(key, bytes.get()));
    changed.clear();
  }
}
