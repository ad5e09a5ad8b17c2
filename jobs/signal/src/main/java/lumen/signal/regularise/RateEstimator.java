package lumen.signal.regularise;

import java.util.Arrays;
import lumen.signal.grid.TargetGrid;

/**
 * Decides when a channel joins, and its integer rate F.
 *
 * <p>With a configured rate a channel joins at its first sample. Otherwise it joins at its 65th
 * sample, or at the first one that comes {@code rateWait} or more after the first, whichever is
 * earlier; the sample at which it joins is the first one that is used. The rate then is 1 over the
 * median of the intervals that ended within {@code rateWait} of the first sample (an even number:
 * the mean of the middle two); without any, F is the target rate rounded up. Stamps that come in
 * bursts have a median that tells of the burst alone: where 1 over it is more than 4 times the
 * number of intervals over the time they span, the rate is that number over that time. After an
 * interval over {@code rebalance} everything starts anew at the sample that ends it.
 *
 * <p>F is at most 4096 times the target rate: beyond that a higher one only costs.
 */
public final class RateEstimator {
  /** How many intervals the estimate rests on at most. */
  public static final int MAX_INTERVALS = 64;

  private static final long BURST = 4;
  private static final double MICROS = 1e6;

  private final TargetGrid grid;
  private final int configured;
  private final double configuredHz;
  private final long waitMicros;
  private final long rebalanceMicros;
  private final long[] intervals;

  private boolean started;
  private long firstMicros;
  private long lastMicros;
  private int samples;
  private int within;
  private int rate;
  private int uncapped;
  private double intervalMicros = Double.NaN;

  /**
   * An estimator that has seen no sample.
   *
   * @param grid target grid
   * @param rateHz configured rate in Hz, up to 1e6; NaN to estimate it
   * @param waitMicros how long intervals are collected
   * @param rebalanceMicros after a longer interval the channel joins anew
   */
  public RateEstimator(TargetGrid grid, double rateHz, long waitMicros, long rebalanceMicros) {
    this.grid = grid;
    this.configuredHz = rateHz;
    this.configured = Double.isNaN(rateHz) ? 0 : IntegerRate.ofHz(rateHz, grid);
    this.waitMicros = waitMicros;
    this.rebalanceMicros = rebalanceMicros;
    this.intervals = new long[configured > 0 ? 0 : MAX_INTERVALS];
  }

  /**
   * Takes the time of the next sample.
   *
   * @return whether the channel starts anew with this sample: it is the first ever, or the first
   *     after an interval over {@code rebalance}
   */
  public boolean accept(long micros) {
    if (!started || micros - lastMicros > rebalanceMicros) {
      begin(micros);
      return true;
    }
    if (rate == 0) {
      collect(micros);
    }
    lastMicros = micros;
    return false;
  }

  /** F in Hz; 0 while the channel has not joined. */
  public int rate() {
    return rate;
  }

  /** What {@link #rate} would be without its upper limit. */
  public int uncappedRate() {
    return uncapped;
  }

  /**
   * The interval between samples that F was made of, in microseconds; NaN while the channel has not
   * joined, or where its state was taken up.
   */
  public double intervalMicros() {
    return intervalMicros;
  }

  /** Whether any sample was taken. */
  public boolean started() {
    return started;
  }

  /** The time of the sample with which the channel last started anew. */
  public long firstMicros() {
    return firstMicros;
  }

  /** The time of the newest sample. */
  public long lastMicros() {
    return lastMicros;
  }

  /** Takes up the state of a channel that had joined. */
  public void resume(long first, long last, int joinedRate) {
    started = true;
    firstMicros = first;
    lastMicros = last;
    rate = joinedRate;
    uncapped = joinedRate;
  }

  private void begin(long micros) {
    started = true;
    firstMicros = micros;
    lastMicros = micros;
    samples = 1;
    within = 0;
    rate = 0;
    intervalMicros = Double.NaN;
    if (configured > 0) {
      intervalMicros = MICROS / configuredHz;
      joinAt(configured);
    } else if (waitMicros == 0) {
      join();
    }
  }

  private void collect(long micros) {
    long waited = micros - firstMicros;
    samples++;
    if (waited <= waitMicros) {
      intervals[within++] = micros - lastMicros;
    }
    if (samples > MAX_INTERVALS || waited >= waitMicros) {
      join();
    }
  }

  private void join() {
    intervalMicros = MICROS / grid.hz();
    joinAt(within == 0 ? IntegerRate.least(grid) : estimate());
  }

  private void joinAt(int wanted) {
    uncapped = wanted;
    rate = Math.min(wanted, IntegerRate.most(grid));
  }

  private int estimate() {
    long span = 0;
    for (int i = 0; i < within; i++) {
      span += intervals[i];
    }
    Arrays.sort(intervals, 0, within);
    long doubledMedian = intervals[(within - 1) / 2] + intervals[within / 2];
    boolean bursts = 2 * span > BURST * within * doubledMedian;
    intervalMicros = bursts ? (double) span / within : doubledMedian / 2.0;
    return bursts
        ? IntegerRate.ofIntervals(within, span, grid)
        : IntegerRate.ofIntervals(2, doubledMedian, grid);
  }
}
