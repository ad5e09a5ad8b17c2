package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;
import lumen.signal.fusion.NowFrame;

/** The newest frame of now of a tenant. */
final class NowLevels implements SeriesFigures {
  private volatile NowFrame newest;
  private volatile double lead = Double.NaN;

  void take(NowFrame frame, double leadSeconds) {
    newest = frame;
    lead = leadSeconds;
  }

  @Override
  public double value(ExportedMetric metric) {
    NowFrame frame = newest;
    if (frame == null || !(metric instanceof FusionMetric level)) {
      return Double.NaN;
    }
    return switch (level) {
      case NOW_MODE -> frame.mode().code();
      case NOW_ORDER -> frame.order();
      case NOW_PHASE_DIFF -> frame.phaseDiff();
      case NOW_COHERENCE -> frame.coherence();
      case NOW_ENTROPY_RATIO -> frame.entropyRatio();
      case NOW_STREAMS_FRESH -> frame.streamsFresh();
      case NOW_ERROR_P50 -> frame.errorP50();
      case NOW_ERROR_P90 -> frame.errorP90();
      case NOW_LEAD -> lead;
      default -> Double.NaN;
    };
  }
}
