package lumen.fusion.ingest;

import lumen.connectors.live.LiveClock;
import lumen.event.SourceClock;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * {@code clock: fixed} of a live source: offset and drift as configured, counted from the source's
 * first event where no other time is.
 */
public final class KnownClock implements LiveClock {
  private static final StateForm FORM = new StateForm("known-clock", 2, 0);
  private static final long UNSEEN = Long.MIN_VALUE;

  private final SourceClock clock;
  private long firstMicros;

  /** A clock that goes on with the first event of an earlier one; empty: with its own. */
  public KnownClock(SourceClock clock, byte[] snapshot) {
    this.clock = clock;
    firstMicros =
        snapshot.length == 0 ? UNSEEN : FORM.read(snapshot, KnownClock::first, KnownClock::first);
  }

  @Override
  public long corrected(long eventMicros, long arrivalMicros) {
    if (firstMicros == UNSEEN) {
      firstMicros = eventMicros;
    }
    return clock.correct(eventMicros, firstMicros);
  }

  @Override
  public byte[] snapshot() {
    return FORM.write(16, out -> out.field(first -> first.writeLong(firstMicros)));
  }

  private static long first(StateReader in) {
    return in.field().readLong();
  }
}
