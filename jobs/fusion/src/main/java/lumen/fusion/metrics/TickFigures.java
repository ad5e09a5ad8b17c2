package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;

/** The newest tick of a tenant's bridge. */
final class TickFigures implements SeriesFigures {
  private static final double MICROS_PER_MILLI = 1_000;

  private volatile double tickMs = Double.NaN;
  private volatile double jitterMs = Double.NaN;
  private volatile double state = Double.NaN;
  private volatile double phaseDiffMean = Double.NaN;
  private volatile double syncQuality = Double.NaN;
  private volatile double entropyRatio = Double.NaN;
  private volatile double rollbackRatio = Double.NaN;

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

  /** The bridge stands still: only its state is known. */
  void rest(int newState) {
    judged(newState, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    tickMs = Double.NaN;
    jitterMs = Double.NaN;
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
    };
  }
}
