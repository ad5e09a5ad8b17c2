package lumen.governance.part;

import java.util.function.BiConsumer;
import lumen.state.StateContent;

/** Takes the parts of a service that changed since they were last kept. */
public final class ChangedParts {
  private final BiConsumer<String, byte[]> store;

  /**
   * Hands parts over.
   *
   * @param store takes the key and the bytes of a part; null bytes for one that is there no more
   */
  public ChangedParts(BiConsumer<String, byte[]> store) {
    this.store = store;
  }

  /** The only part of a kind. */
  public void put(LedgerPart kind, StateContent content) {
    store.accept(kind.key(), kind.write(content));
  }

  /** A part of a number; null content for one that is there no more. */
  public void put(LedgerPart kind, long number, StateContent content) {
    put(kind, kind.key(number), content);
  }

  /** A part of names; null content for one that is there no more. */
  public void put(LedgerPart kind, String key, StateContent content) {
    store.accept(key, content == null ? null : kind.write(content));
  }
}
