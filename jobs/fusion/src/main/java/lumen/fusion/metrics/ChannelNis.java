package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;

/** How the phase filter of a channel fits. */
final class ChannelNis implements SeriesFigures {
  private volatile double nis = Double.NaN;
  private long round;

  /** Takes the figure of a round over all channels. */
  void take(double value, long ofRound) {
    nis = value;
    round = ofRound;
  }

  /** Forgets the figure if the channel was not among those of the round. */
  void keepOnly(long ofRound) {
    if (round != ofRound) {
      nis = Double.NaN;
    }
  }

  @Override
  public double value(ExportedMetric metric) {
    return metric == FusionMetric.NIS ? nis : Double.NaN;
  }
}
