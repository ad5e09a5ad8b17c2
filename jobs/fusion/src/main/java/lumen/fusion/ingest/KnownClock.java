package lumen.fusion.ingest;

import java.nio.ByteBuffer;
import lumen.connectors.live.LiveClock;
import lumen.event.SourceClock;

/**
 * {@code clock: fixed} of a live source: offset and drift as configured, counted from the source's
 * first event where no other time is.
 */
public final class KnownClock implements LiveClock {
  private static final long UNSEEN = Long.MIN_VALUE;

  private final SourceClock clock;
  private long firstMicros;

  /** A clock that goes on with the first event of an earlier one; empty: with its own. */
  public KnownClock(SourceClock clock, byte[] snapshot) {
    this.clock = clock;
    firstMicros = snapshot.length == 0 ? UNSEEN : ByteBuffer.wrap(snapshot).getLong();
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
    return ByteBuffer.allocate(Long.BYTES).putLong(firstMicros).array();
  }
}
