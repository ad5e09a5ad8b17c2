package lumen.governance.slo;

/**
 * When an alert begins and ends: it must hold at so many steps in a row to begin and be away at as
 * many to end. What is unknown starts both counts anew, and ends nothing.
 */
final class AlertTrack {
  /** What a step says. */
  enum Verdict {
    /** It is as the alert says. */
    HOLDS,
    /** It is not. */
    AWAY,
    /** Nobody knows. */
    UNKNOWN
  }

  /** What follows. */
  enum Move {
    /** Nothing. */
    NONE,
    /** It begins. */
    BEGIN,
    /** It ends. */
    END
  }

  private Verdict before = Verdict.UNKNOWN;
  private long holds;
  private long away;
  private boolean on;
  private long begunMicros;

  /** The verdict of the step before. */
  Verdict before() {
    return before;
  }

  boolean isOn() {
    return on;
  }

  /** When it began, where it is on or has just ended. */
  long begunMicros() {
    return begunMicros;
  }

  Move step(Verdict verdict, long toBegin, long toEnd, long micros) {
    before = verdict;
    holds = verdict == Verdict.HOLDS ? holds + 1 : 0;
    away = verdict == Verdict.AWAY ? away + 1 : 0;
    if (!on && holds >= toBegin) {
      on = true;
      begunMicros = micros;
      return Move.BEGIN;
    }
    if (on && away >= toEnd) {
      on = false;
      return Move.END;
    }
    return Move.NONE;
  }
}
