package lumen.ctl.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.connectors.live.LiveIngest;

/**
 * Drains live inputs into the log, every few milliseconds, until its time is over or it is ended.
 */
final class Ingest implements AutoCloseable {
  private static final long PAUSE_MILLIS = 5;

  /** Those who follow learn at least this often how far the clock has come. */
  private static final long BEAT_MICROS = 50_000;

  private final LiveIngest live;
  private final LogTarget log;
  private final LongSupplier clock;
  private volatile boolean ended;
  private long beatMicros = Long.MIN_VALUE / 2;

  Ingest(LiveIngest live, LogTarget log, LongSupplier clock) {
    this.live = live;
    this.log = log;
    this.clock = clock;
  }

  /** Has {@link #run} return soon. */
  void end() {
    ended = true;
  }

  /**
   * Records.
   *
   * @param seconds how long, 0: until ended
   */
  void run(double seconds) throws IOException, InterruptedException {
    long until = seconds == 0 ? Long.MAX_VALUE : clock.getAsLong() + Math.round(seconds * 1e6);
    while (!ended && clock.getAsLong() < until) {
      if (!drain()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    live.close();
    while (drain()) {
      // What was queued is recorded, too.
    }
  }

  /** Records what has come; returns whether more is waiting. */
  private boolean drain() throws IOException {
    long upTo = live.drain(this::line);
    if (upTo != Long.MIN_VALUE && upTo - beatMicros >= BEAT_MICROS) {
      beatMicros = upTo;
      log.beat(live.beat(upTo));
    }
    log.flush();
    return upTo == Long.MIN_VALUE;
  }

  private void line(byte[] json) {
    try {
      log.line(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the log must be writable: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
