package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Account.Counts;
import lumen.event.ClockResets;
import lumen.event.LateRun;

/** The accounts of (stream, source) summed over partitions, and which of them have changed. */
final class AccountSums {
  private final TreeMap<String, Account> told = new TreeMap<>();

  /**
   * The sums that differ from what was told last.
   *
   * @param partitions the accounts of each partition, in the partitions' order
   */
  List<Account> changed(List<List<Account>> partitions) {
    TreeMap<String, Account> sums = new TreeMap<>();
    for (List<Account> accounts : partitions) {
      for (Account account : accounts) {
        sums.merge(account.stream() + '\0' + account.source(), account, AccountSums::sum);
      }
    }
    List<Account> changed = new ArrayList<>();
    sums.forEach(
        (name, account) -> {
          if (!account.equals(told.put(name, account))) {
            changed.add(account);
          }
        });
    return changed;
  }

  private static Account sum(Account a, Account b) {
    Counts x = a.counts();
    Counts y = b.counts();
    SortedMap<String, Long> rejects = new TreeMap<>(a.rejects());
    b.rejects().forEach((reason, count) -> rejects.merge(reason, count, Long::sum));
    return new Account(
        a.stream(),
        a.source(),
        new Counts(
            x.received() + y.received(),
            x.used() + y.used(),
            x.rejected() + y.rejected(),
            x.late() + y.late(),
            x.filtered() + y.filtered(),
            x.dropped() + y.dropped(),
            x.invalid() + y.invalid()),
        rejects,
        a.ignoredElements() + b.ignoredElements(),
        a.clamped() + b.clamped(),
        Math.min(a.fromMicros(), b.fromMicros()),
        Math.max(a.toMicros(), b.toMicros()),
        a.firstLate() != null ? a.firstLate() : b.firstLate(),
        longer(a.longestLate(), b.longestLate()),
        sum(a.resets(), b.resets()),
        a.ungrouped() + b.ungrouped());
  }

  private static LateRun longer(LateRun a, LateRun b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.events() > a.events() ? b : a;
  }

  /** The shifts of partitions cannot be added: the last that was shifted is told. */
  private static ClockResets sum(ClockResets a, ClockResets b) {
    return new ClockResets(
        a.count() + b.count(),
        b.count() > 0 ? b.shiftMicros() : a.shiftMicros(),
        a.first() != null ? a.first() : b.first());
  }
}
