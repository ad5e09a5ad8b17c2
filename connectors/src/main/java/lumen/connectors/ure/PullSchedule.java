package lumen.connectors.ure;

/**
 * When to pull: at absolute deadlines one interval apart, so that the pace does not drift; a
 * deadline that has passed is left out, never caught up with. After the n-th failed pull in a row
 * the next is 2^(n-1) intervals away, at most 30 s (or one interval, if that is more). Times are
 * nanoseconds of one monotonic clock.
 */
final class PullSchedule {
  /** The longest wait after a failure, unless the interval is longer. */
  static final long LONGEST_NANOS = 30_000_000_000L;

  private final long intervalNanos;
  private long deadline;
  private int failures;

  /** The first pull is due at once. */
  PullSchedule(long intervalNanos, long now) {
    this.intervalNanos = intervalNanos;
    deadline = now;
  }

  /** Failed pulls in a row. */
  int failures() {
    return failures;
  }

  /** When the next pull is due, after one that has ended now. */
  long next(boolean answered, long now) {
    failures = answered ? 0 : failures + 1;
    deadline += wait(failures);
    if (deadline - now <= 0) {
      deadline += ((now - deadline) / intervalNanos + 1) * intervalNanos;
    }
    return deadline;
  }

  private long wait(int failed) {
    long longest = Math.max(LONGEST_NANOS, intervalNanos);
    long wait = intervalNanos;
    for (int i = 1; i < failed && wait < longest; i++) {
      wait *= 2;
    }
    return Math.min(wait, longest);
  }
}
