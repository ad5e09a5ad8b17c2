package lumen.ctl.drill;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When a rig injects its faults. Each rig has its own.
 *
 * @param calmS seconds without any fault in the beginning
 * @param restS seconds at least between a fault and the next, at most half as much again
 * @param untilNanos when everything is quiet, by {@link System#nanoTime}
 * @param random of the drill's seed
 */
record Timing(double calmS, double restS, long untilNanos, Random random) {
  /** A duration of the drill's seed, seconds. */
  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Whether so many seconds are left. */
  boolean has(double seconds) {
    return untilNanos - System.nanoTime() > seconds * 1e9;
  }

  /** Waits, or until everything is quiet. */
  void pause(double seconds) {
    until(Math.min(untilNanos, System.nanoTime() + (long) (seconds * 1e9)));
  }

  /** Waits between two faults. */
  void rest() {
    pause(between(restS, 1.5 * restS));
  }

  /** Waits until everything is quiet. */
  void awaitQuiet() {
    until(untilNanos);
  }

  /** Waits for a moment of {@link System#nanoTime}. */
  static void until(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }
}
