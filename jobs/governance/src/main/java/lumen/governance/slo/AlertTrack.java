package lumen.governance.slo;

import lumen.state.StateReader;
import lumen.state.StateWriter;

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

  void write(StateWriter out) {
    out.writeText(before.name());
    out.writeLong(holds);
    out.writeLong(away);
    out.writeBoolean(on);
    out.writeLong(begunMicros);
  }

  static AlertTrack read(StateReader in) {
    AlertTrack track = new AlertTrack();
    track.before = Verdict.valueOf(in.readText());
    track.holds = in.readLong();
    track.away = in.readLong();
    track.on = in.readBoolean();
    track.begunMicros = in.readLong();
    return track;
  }
}
