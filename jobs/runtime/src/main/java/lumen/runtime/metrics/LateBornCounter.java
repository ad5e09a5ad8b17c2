package lumen.runtime.metrics;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.SimpleCounter;

/**
 * A counter whose series comes to be known by what it counts: it tells 0 for its first {@value
 * #UNSEEN_MILLIS} ms, so that every scraper sees it begin there, and all of its count from then on.
 * Prometheus takes the first value that it sees for what was there before, so that {@code increase}
 * and {@code rate} would never know of it (prometheus#1673).
 */
public final class LateBornCounter extends SimpleCounter {
  /** As long as the longest usual interval between scrapes, and a little more. */
  public static final long UNSEEN_MILLIS = 16_000;

  private final LongSupplier nowMillis;
  private final long bornMillis;
  private volatile boolean ended;

  /**
   * A counter that is born now.
   *
   * @param nowMillis a clock that never goes back, milliseconds
   */
  public LateBornCounter(LongSupplier nowMillis) {
    this.nowMillis = nowMillis;
    bornMillis = nowMillis.getAsLong();
  }

  /** Nothing more is counted: whoever looks now is told all. */
  void end() {
    ended = true;
  }

  @Override
  public long getCount() {
    return ended || nowMillis.getAsLong() - bornMillis >= UNSEEN_MILLIS ? super.getCount() : 0;
  }
}
