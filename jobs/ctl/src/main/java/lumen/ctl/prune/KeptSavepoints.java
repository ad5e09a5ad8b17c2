package lumen.ctl.prune;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which savepoints stay however old they are, and why: for each job the newest that it can go on
 * from, the last of all, the last of each day; and those that jobs were begun from, which is where
 * an upgrade goes back to.
 */
final class KeptSavepoints {
  private static final Comparator<Savepoint> NEWEST_FIRST =
      Comparator.comparing((Savepoint one) -> one.stored().end())
          .thenComparing(one -> one.stored().path())
          .reversed();

  private final Map<Path, String> reasons = new HashMap<>();

  private KeptSavepoints() {}

  /**
   * Judges them.
   *
   * @param all of whatever jobs
   */
  static KeptSavepoints among(List<Savepoint> all, Retention retention) {
    KeptSavepoints kept = new KeptSavepoints();
    Map<String, List<Savepoint>> jobs = new TreeMap<>();
    all.forEach(one -> jobs.computeIfAbsent(one.job(), job -> new ArrayList<>()).add(one));
    for (List<Savepoint> ofJob : jobs.values()) {
      ofJob.sort(NEWEST_FIRST);
      kept.judge(ofJob, retention);
    }
    return kept;
  }

  private void judge(List<Savepoint> newestFirst, Retention retention) {
    newestFirst.stream()
        .filter(one -> !one.last())
        .findFirst()
        .ifPresent(one -> keep(one, "newest of its job"));
    Set<LocalDate> days = new HashSet<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Savepoint one = newestFirst.get(i);
      if (one.begunFrom()) {
        keep(one, "a job was begun from it");
      }
      if (i < retention.savepointsKeepLast()) {
        keep(one, "of the last " + retention.savepointsKeepLast());
      }
      LocalDate day = LocalDate.ofInstant(one.stored().end(), ZoneOffset.UTC);
      if (days.size() < retention.savepointsKeepDaily() && days.add(day)) {
        keep(one, "last of its day");
      }
    }
  }

  private void keep(Savepoint one, String reason) {
    reasons.putIfAbsent(one.stored().path(), reason);
  }

  /** Why it stays; empty where its age decides. */
  Optional<String> reason(Stored stored) {
    return Optional.ofNullable(reasons.get(stored.path()));
  }
}
