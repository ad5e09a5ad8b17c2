package lumen.signal.profile;

import java.io.IOException;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The times of a channel's samples: how many, from when to when, how long it paused, and the
 * quantum, the greatest time of which all intervals are multiples.
 *
 * <p>Of an expected rate it counts how many intervals of it the samples span. An interval counts as
 * the whole number of nominal ones that is nearest, so that lost samples do not show as a slower
 * rate; packets, whose intervals are no multiples, show in {@link #equal} or as a rough figure.
 */
final class StampProfile {
  private static final double MICROS = 1e6;

  private final long maxGapMicros;
  private final double nominalHz;

  private long samples;
  private long equal;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private long pauses;
  private long pausedMicros;
  private long quantum;

  /** An interval that is known to be a multiple of the quantum: divisions are slow. */
  private long multiple;

  private long nominalIntervals;
  private long nominalMicros;

  /**
   * Of no sample yet.
   *
   * @param maxGapMicros a longer interval is a pause
   * @param nominalHz rate that is expected, NaN if none
   */
  StampProfile(long maxGapMicros, double nominalHz) {
    this.maxGapMicros = maxGapMicros;
    this.nominalHz = nominalHz;
  }

  /** Takes the time of a sample, later than the one before. */
  void accept(long micros) {
    if (samples++ == 0) {
      from = micros;
      to = micros;
      return;
    }
    long interval = micros - to;
    to = micros;
    if (interval > maxGapMicros) {
      pauses++;
      pausedMicros += interval;
      return;
    }
    if (quantum != 1 && interval != multiple) {
      if (quantum == 0 || interval % quantum != 0) {
        quantum = greatestCommonDivisor(quantum, interval);
      }
      multiple = interval;
    }
    if (nominalHz > 0) {
      nominalIntervals += Math.round(interval * nominalHz / MICROS);
      nominalMicros += interval;
    }
  }

  /** Counts samples that gave way to a later one of the same time. */
  void equal(int count) {
    equal += count;
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  /** Samples, without those that gave way. */
  long samples() {
    return samples;
  }

  /** Samples that gave way to a later one of the same time. */
  long equal() {
    return equal;
  }

  /** First time in microseconds, Long.MAX_VALUE if there is none. */
  long fromMicros() {
    return from;
  }

  /** Last time in microseconds, Long.MIN_VALUE if there is none. */
  long toMicros() {
    return to;
  }

  /** Intervals longer than the greatest gap. */
  long pauses() {
    return pauses;
  }

  /** Their sum in microseconds. */
  long pausedMicros() {
    return pausedMicros;
  }

  /** Greatest time of which all intervals but pauses are multiples, in microseconds; 0 unknown. */
  long quantumMicros() {
    return quantum;
  }

  /** Nominal intervals that the samples span. */
  long nominalIntervals() {
    return nominalIntervals;
  }

  /** Time in which they lie, in microseconds. */
  long nominalMicros() {
    return nominalMicros;
  }

  void write(StateWriter out) throws IOException {
    out.write(
        new long[] {
          samples, equal, from, to, pauses, pausedMicros, quantum, nominalIntervals, nominalMicros
        },
        9);
  }

  void read(StateReader in) {
    long[] kept = in.readLongs(9);
    samples = kept[0];
    equal = kept[1];
    from = kept[2];
    to = kept[3];
    pauses = kept[4];
    pausedMicros = kept[5];
    quantum = kept[6];
    nominalIntervals = kept[7];
    nominalMicros = kept[8];
  }
}
