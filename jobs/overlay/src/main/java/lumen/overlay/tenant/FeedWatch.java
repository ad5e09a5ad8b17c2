package lumen.overlay.tenant;

import java.io.IOException;
import lumen.overlay.join.JoinSettings;
import lumen.overlay.join.OpenRequests;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Whether outcomes come at all. They are lost from the first moment at which 20 requests or more
 * wait, the oldest for so long, and for so long no outcome came of any kind: a quiet night is none.
 * They are found with the next outcome.
 */
final class FeedWatch {
  /** The time of an outcome where none came. */
  static final long NONE = Long.MIN_VALUE;

  private static final long WAITING = 20;

  private boolean blind;
  private long lastOutcomeMicros = NONE;

  void write(StateWriter out) throws IOException {
    out.writeBoolean(blind);
    out.writeLong(lastOutcomeMicros);
  }

  void read(StateReader in) throws IOException {
    blind = in.readBoolean();
    lastOutcomeMicros = in.readLong();
  }

  /** When outcomes will be lost, as things stand now; {@link OpenRequests#NEVER}. */
  long dueMicros(OpenRequests open, JoinSettings join, long nowMicros) {
    if (blind || open.waitingInTime() < WAITING) {
      return OpenRequests.NEVER;
    }
    long due = open.oldestMicros() + join.lostMicros();
    if (lastOutcomeMicros != NONE) {
      due = Math.max(due, lastOutcomeMicros + join.lostMicros());
    }
    return Math.max(due, nowMicros);
  }

  void begin() {
    blind = true;
  }

  /** Takes an outcome of any kind; whether outcomes were lost until it came. */
  boolean outcome(long micros) {
    boolean ends = blind;
    blind = false;
    lastOutcomeMicros = micros;
    return ends;
  }

  boolean isBlind() {
    return blind;
  }

  long lastOutcomeMicros() {
    return lastOutcomeMicros;
  }
}
