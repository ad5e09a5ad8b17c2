package lumen.governance.part;

import java.util.TreeSet;
import java.util.function.LongFunction;
import lumen.state.StateContent;

/** Which parts of a kind, by their numbers, changed since they were last kept. */
public final class ChangedNumbers {
  private final LedgerPart kind;
  private final TreeSet<Long> changed = new TreeSet<>();

  /** Of parts of a kind. */
  public ChangedNumbers(LedgerPart kind) {
    this.kind = kind;
  }

  /** Notes that a part changed, came or went. */
  public void mark(long number) {
    changed.add(number);
  }

  /**
   * Hands over what changed.
   *
   * @param content what a part holds now; null for one that is there no more
   */
  public void drain(ChangedParts parts, LongFunction<StateContent> content) {
    for (long number : changed) {
      parts.put(kind, number, content.apply(number));
    }
    changed.clear();
  }
}
