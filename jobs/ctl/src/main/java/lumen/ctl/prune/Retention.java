package lumen.ctl.prune;

import java.time.Instant;
import lumen.terminal.CommandFailure;

/**
 * How long things are kept, in days from their end.
 *
 * @param capturesDays recordings
 * @param evidenceDays evidence, by the day it is of
 * @param savepointsDays savepoints; changes of version and their jars too
 * @param savepointsKeepLast so many of each job are kept longer, the newest
 * @param savepointsKeepDaily of so many days on which a job left some, its last is kept longer
 */
record Retention(
    int capturesDays,
    int evidenceDays,
    int savepointsDays,
    int savepointsKeepLast,
    int savepointsKeepDaily) {
  static final int MAX_DAYS = 36_500;
  static final int MAX_KEPT = 10_000;

  Retention {
    check("--captures-days", capturesDays, 1, MAX_DAYS);
    check("--evidence-days", evidenceDays, 1, MAX_DAYS);
    check("--savepoints-days", savepointsDays, 1, MAX_DAYS);
    check("--savepoints-keep-last", savepointsKeepLast, 1, MAX_KEPT);
    check("--savepoints-keep-daily", savepointsKeepDaily, 0, MAX_KEPT);
  }

  private static void check(String option, int number, int least, int most) {
    if (number < least || number > most) {
      throw CommandFailure.usage("must be in %d..%d: %s %d".formatted(least, most, option, number));
    }
  }

  int days(StoredKind kind) {
    return switch (kind) {
      case CAPTURE -> capturesDays;
      case EVIDENCE -> evidenceDays;
      case SAVEPOINT, CHANGE, VERSION -> savepointsDays;
    };
  }

  /** Whether its time is over. */
  boolean isOver(Stored stored, Instant now) {
    return stored.ageDays(now) > days(stored.kind());
  }

  /** The rule as the audit names it. */
  String rule(StoredKind kind) {
    String rule = kind.code() + " older than " + days(kind) + " days";
    return switch (kind) {
      case CAPTURE, EVIDENCE -> rule;
      case SAVEPOINT ->
          "%s, not of the last %d nor the last of %d days"
              .formatted(rule, savepointsKeepLast, savepointsKeepDaily);
      case CHANGE -> rule + ", led to no job that lives";
      case VERSION -> rule + ", named by no change that stays";
    };
  }
}
