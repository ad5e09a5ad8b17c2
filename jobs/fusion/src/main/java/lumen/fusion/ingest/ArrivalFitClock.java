package lumen.fusion.ingest;

import lumen.connectors.live.LiveClock;
import lumen.signal.clock.EnvelopeClock;

/** {@code clock: auto}: offset and drift of a sender's clock, found from its arrivals. */
public final class ArrivalFitClock implements LiveClock {
  private EnvelopeClock clock;

  /** A clock that goes on with what an earlier one has learnt; empty: with nothing. */
  public ArrivalFitClock(byte[] snapshot) {
    clock = snapshot.length == 0 ? new EnvelopeClock() : EnvelopeClock.restore(snapshot);
  }

  @Override
  public long corrected(long eventMicros, long arrivalMicros) {
    return clock.corrected(eventMicros, arrivalMicros);
  }

  @Override
  public byte[] snapshot() {
    return clock.snapshot();
  }
}
