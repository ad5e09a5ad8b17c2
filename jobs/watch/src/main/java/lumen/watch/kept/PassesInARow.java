package lumen.watch.kept;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each gate was passed without a failure between, by the jar that was judged last: passes
 * of an older one say nothing of it. Two passes are two only where neither looked at what the other
 * had seen, so a gate that is asked every minute does not pass ten times in ten minutes.
 */
final class PassesInARow {
  private int passes;
  private Optional<KeptVerdict> last = Optional.empty();

  private PassesInARow() {}

  /**
   * Of every gate that was ever asked for.
   *
   * @param oldestFirst verdicts of all kinds
   */
  static SortedMap<String, Integer> of(List<KeptVerdict> oldestFirst) {
    List<KeptVerdict> gates =
        oldestFirst.stream().filter(one -> one.kind().equals("gate")).toList();
    SortedMap<String, PassesInARow> rows = new TreeMap<>();
    for (KeptVerdict one : gates) {
      PassesInARow row = rows.computeIfAbsent(one.name(), name -> new PassesInARow());
      String newest = gates.get(gates.size() - 1).jar().sha256();
      if (one.jar().sha256().equals(newest)) {
        row.take(one);
      }
    }
    SortedMap<String, Integer> passes = new TreeMap<>();
    rows.forEach((name, row) -> passes.put(name, row.passes));
    return passes;
  }

  private void take(KeptVerdict verdict) {
    if (!verdict.passed()) {
      passes = 0;
      last = Optional.empty();
    } else if (last.isEmpty() || isApart(last.get(), verdict)) {
      passes++;
      last = Optional.of(verdict);
    }
  }

  private static boolean isApart(KeptVerdict before, KeptVerdict next) {
    return !next.moment().isBefore(before.moment().plusSeconds(next.seconds()));
  }
}
