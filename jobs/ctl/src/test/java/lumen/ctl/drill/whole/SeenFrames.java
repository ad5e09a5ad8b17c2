package lumen.ctl.drill.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Looks five times a second when the newest frame left, or the newest tick was heard. Times are
 * seconds since the epoch.
 */
final class SeenFrames implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final DoubleSupplier newest;
  private final List<Double> seen = new ArrayList<>();
  private final Thread looking = new Thread(this::look, "seen-frames");
  private volatile boolean closed;

  /**
   * Begins to look.
   *
   * @param newest when the newest frame left; NaN where nobody tells
   */
  SeenFrames(DoubleSupplier newest) {
    this.newest = newest;
    looking.setDaemon(true);
    looking.start();
  }

  private void look() {
    try {
      while (!closed) {
        take(newest.getAsDouble());
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void take(double at) {
    if (!Double.isNaN(at) && (seen.isEmpty() || at > seen.get(seen.size() - 1))) {
      seen.add(at);
    }
  }

  /** The longest time without a frame so far, the time since the last one included. */
  synchronized double longestSilence() {
    return longestSilence(seen, DrillStep.now());
  }

  /**
   * The longest time without a frame; NaN where there was none at all.
   *
   * @param at when each left, ascending
   * @param until the last moment
   */
  static double longestSilence(List<Double> at, double until) {
    double longest = Double.NaN;
    for (int i = 0; i < at.size(); i++) {
      double next = i + 1 < at.size() ? at.get(i + 1) : until;
      longest = Double.isNaN(longest) ? next - at.get(i) : Math.max(longest, next - at.get(i));
    }
    return longest;
  }

  @Override
  public void close() {
    closed = true;
  }
}
