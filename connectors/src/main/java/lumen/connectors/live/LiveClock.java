package lumen.connectors.live;

import java.io.Serializable;

/** Corrects the times of one sender's clock to the arrival clock. Used by one thread. */
public interface LiveClock {
  /** Leaves every time as it is. */
  LiveClock NONE =
      new LiveClock() {
        @Override
        public long corrected(long eventMicros, long arrivalMicros) {
          return eventMicros;
        }

        @Override
        public byte[] snapshot() {
          return new byte[0];
        }
      };

  /** The event's time by the arrival clock, microseconds since the epoch. */
  long corrected(long eventMicros, long arrivalMicros);

  /** What it has learnt, empty if nothing. */
  byte[] snapshot();

  /** Makes clocks where they run. */
  @FunctionalInterface
  interface Factory extends Serializable {
    /** Makes a clock that corrects nothing. */
    Factory NONE = snapshot -> LiveClock.NONE;

    /** A clock that goes on with what an earlier one has learnt; empty: with nothing. */
    LiveClock clock(byte[] snapshot);
  }
}
