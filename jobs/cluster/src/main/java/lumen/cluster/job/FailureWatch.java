package lumen.cluster.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells a job that starts over for ever from one that has met with something. */
public final class FailureWatch {
  /** So many failures of one kind, */
  public static final int TIMES = 5;

  /** within so many minutes, and a job does not come right by itself. */
  public static final int WITHIN_MINUTES = 2;

  private static final long WITHIN_MILLIS = WITHIN_MINUTES * 60_000L;

  private FailureWatch() {}

  /**
   * The cause that came {@link #TIMES} times within {@link #WITHIN_MINUTES}, if one did. The loss
   * of processes does not count.
   */
  public static Optional<String> repeated(List<JobFailure> failures) {
    Map<String, List<JobFailure>> kinds = new TreeMap<>();
    failures.stream()
        .filter(failure -> !failure.lossOfProcess())
        .sorted((a, b) -> Long.compare(a.millis(), b.millis()))
        .forEach(
            failure ->
                kinds.computeIfAbsent(failure.kind(), kind -> new ArrayList<>()).add(failure));
    return kinds.values().stream().flatMap(same -> tooOften(same).stream()).findFirst();
  }

  private static Optional<String> tooOften(List<JobFailure> same) {
    for (int last = TIMES - 1; last < same.size(); last++) {
      long since = same.get(last).millis() - same.get(last - TIMES + 1).millis();
      if (since <= WITHIN_MILLIS) {
        return Optional.of(same.get(last).cause());
      }
    }
    return Optional.empty();
  }
}
