package lumen.fusion.metrics;

import java.util.BitSet;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;

/** The newest tick of a tenant's bridge. */
final class TickFigures implements SeriesFigures {
  private static final double MICROS_PER_MILLI = 1_000;

  /** Ticks that a share is made of: a minute at 5 Hz. */
  private static final int NEWEST = 300;

  private volatile double tickMs = Double.NaN;
  private volatile double jitterMs = Double.NaN;
  private volatile double state = Double.NaN;
  private volatile double phaseDiffMean = Double.NaN;
  private volatile double syncQuality = Double.NaN;
  private volatile double entropyRatio = Double.NaN;
  private volatile double rollbackRatio = Double.NaN;

  private volatile double multiple = Double.NaN;
  private volatile double mutedRatio = Double.NaN;

  /** Which of the newest ticks in E2 and E3 were muted, as a ring. */
  private final BitSet muted = new BitSet(NEWEST);

  private int locked;

  private long leftMicros;

  /** Takes the part of a tick that tells of the clock: when it left, and when the next is due. */
  void left(double nextMs, long processingMicros) {
    double betweenMs = (processingMicros - leftMicros) / MICROS_PER_MILLI;
    jitterMs = Math.abs(betweenMs - tickMs);
    tickMs = nextMs;
    leftMicros = processingMicros;
  }

  /** Takes the part of a tick that the protocol judges. */
  void judged(
      int newState, double newPhaseDiff, double newSync, double newEntropy, double newRollback) {
    state = newState;
    phaseDiffMean = newPhaseDiff;
    syncQuality = newSync;
    entropyRatio = newEntropy;
    rollbackRatio = newRollback;
  }

  /** Takes at which multiple it ticks; NaN until one is chosen. */
  void multiple(double newMultiple) {
    multiple = newMultiple;
  }

  /** Takes whether a tick in E2 or E3 was played. */
  void heard(boolean played) {
    muted.set(locked % NEWEST, !played);
    locked++;
    mutedRatio = (double) muted.cardinality() / Math.min(locked, NEWEST);
    if (locked == 2 * NEWEST) {
      locked = NEWEST;
    }
  }

  /** The bridge stands still: only its state is known. */
  void rest(int newState) {
    judged(newState, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    tickMs = Double.NaN;
    jitterMs = Double.NaN;
    multiple = Double.NaN;
    mutedRatio = Double.NaN;
  }

  @Override
  public double value(ExportedMetric metric) {
    if (!(metric instanceof BridgeMetric level)) {
      return Double.NaN;
    }
    return switch (level) {
      case PHASE_DIFF_MEAN -> phaseDiffMean;
      case SYNC_QUALITY -> syncQuality;
      case ENTROPY_RATIO -> entropyRatio;
      case TICK_MS -> tickMs;
      case TICK_JITTER_MS -> jitterMs;
      case STATE -> state;
      case ROLLBACK_RATIO_5M -> rollbackRatio;
      case MULTIPLE -> multiple;
      case MUTED_RATIO -> mutedRatio;
      case TICKS_DROPPED_TOTAL -> Double.NaN;
    };
  }
}
