package lumen.ctl.prune;

import java.time.Instant;
import lumen.terminal.CommandFailure;

/**
 * How long things are kept, in days from their end.
 *
 * @param capturesDays recordings
 * @param evidenceDays evidence, by the day it is of
 * @param savepointsDays savepoints
 */
record Retention(int capturesDays, int evidenceDays, int savepointsDays) {
  static final int MAX_DAYS = 36_500;

  Retention {
    check("--captures-days", capturesDays);
    check("--evidence-days", evidenceDays);
    check("--savepoints-days", savepointsDays);
  }

  private static void check(String option, int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw CommandFailure.usage("must be in 1..%d: %s %d".formatted(MAX_DAYS, option, days));
    }
  }

  int days(StoredKind kind) {
    return switch (kind) {
      case CAPTURE -> capturesDays;
      case EVIDENCE -> evidenceDays;
      case SAVEPOINT -> savepointsDays;
    };
  }

  /** Whether its time is over. */
  boolean isOver(Stored stored, Instant now) {
    return stored.ageDays(now) > days(stored.kind());
  }

  /** The rule as the audit names it. */
  String rule(StoredKind kind) {
    return kind.code() + " older than " + days(kind) + " days";
  }
}
