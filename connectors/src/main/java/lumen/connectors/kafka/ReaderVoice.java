package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.event.Account;
import lumen.event.ReaderWord;

/** What one of several readers says to the operator that puts them together, and when. */
final class ReaderVoice {
  private final int reader;
  private final Map<PartitionId, List<Account>> told = new HashMap<>();
  private ReaderWord last;

  /** That of a reader, counted from 0. */
  ReaderVoice(int reader) {
    this.reader = reader;
  }

  /** Whether it has said anything yet. */
  boolean hasSpoken() {
    return last != null;
  }

  /**
   * What is to be said now; null where nothing is new. The first word tells all accounts.
   *
   * @param withAccounts whether accounts are due
   */
  ReaderWord word(
      Map<PartitionId, Partition> partitions, long slowest, long furthest, boolean withAccounts) {
    boolean first = last == null;
    List<ReaderWord.OfPartition> accounts = withAccounts || first ? changed(partitions) : List.of();
    ReaderWord word = new ReaderWord(reader, first, slowest, furthest, accounts);
    if (accounts.isEmpty() && word.saysAsMuch(last)) {
      return null;
    }
    last = word;
    return word;
  }

  private List<ReaderWord.OfPartition> changed(Map<PartitionId, Partition> partitions) {
    List<ReaderWord.OfPartition> changed = new ArrayList<>();
    partitions.forEach(
        (id, partition) -> {
          List<Account> now = partition.intake.accounts();
          if (!now.equals(told.put(id, now))) {
            changed.add(new ReaderWord.OfPartition(id.topic(), id.partition(), now));
          }
        });
    return changed;
  }
}
