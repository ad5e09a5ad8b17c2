package lumen.signal.fusion;

import lumen.signal.kalman.Adaptation;
import lumen.signal.phase.ChanceEstimate;
import lumen.signal.phase.PhaseStatistics;

/** Trust, filter and window statistics of one channel at a step. */
final class WindowStatistics {
  private static final double LEAST_TRUST = 1e-3;
  private static final double NO_WEIGHT = 1e-300;

  private final int window;
  private final boolean weighted;
  private final PhaseStatistics statistics;
  private final ChanceEstimate chance;

  WindowStatistics(FusionSettings settings) {
    this.window = (int) settings.windowSteps();
    this.weighted = settings.weighting() == Weighting.ENVELOPE;
    this.statistics = new PhaseStatistics(settings.entropyBins());
    this.chance = new ChanceEstimate(weighted);
  }

  /** Filters the newest difference and describes the window, if it is a third full. */
  void describe(FusedChannel c, Adaptation adapt) {
    c.described = false;
    if (!c.differs) {
      return;
    }
    statistics.locate(c.window);
    c.kalman.step(c.window.newest(), trust(c, statistics.meanWeight(c.window)), adapt);
    c.window.settle(c.kalman.x(), c.kalman.innovation(), c.kalman.nis());
    if (3L * c.window.size() >= window) {
      statistics.describe(c.window);
      c.described = true;
      c.coherence = statistics.coherence();
      c.phaseDiff = statistics.phaseDiff();
      c.entropyRatio = statistics.entropyRatio();
      c.harmony = statistics.harmony();
    }
  }

  /** Forms the chance level of a described channel anew; of another, the last one holds. */
  void formChance(FusedChannel c) {
    if (c.described) {
      c.chance = chance.of(c.window);
    }
  }

  /** The figures of a channel with the chance level of now, which is not kept. */
  ChannelFigures look(FusedChannel c) {
    return c.described
        ? new ChannelFigures(c.window.consistency(), chance.of(c.window))
        : ChannelFigures.of(c);
  }

  /**
   * Filters the newest difference without adapting; {@code meanWeight} is that of the window so
   * far.
   */
  void filter(FusedChannel c, double meanWeight) {
    c.kalman.stepWithoutAdapting(c.window.newest(), trust(c, meanWeight));
    c.window.settle(c.kalman.x(), c.kalman.innovation(), c.kalman.nis());
  }

  /** mu = m / mean m, limited to [1e-3, 1]: a phase is only as good as its amplitude. */
  private double trust(FusedChannel c, double meanWeight) {
    return trust(weighted, c.window.newestWeight(), meanWeight);
  }

  static double trust(boolean weighted, double weight, double meanWeight) {
    if (!weighted || meanWeight <= NO_WEIGHT) {
      return 1;
    }
    return limited(weight / meanWeight);
  }

  /** Without a branch: of real signals it would be guessed wrong every other time. */
  private static double limited(double trust) {
    return Math.max(LEAST_TRUST, Math.min(1, trust));
  }
}
