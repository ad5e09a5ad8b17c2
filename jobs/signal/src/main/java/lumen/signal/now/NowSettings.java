package lumen.signal.now;

import java.io.Serializable;
import lumen.signal.grid.TargetGrid;

/**
 * How provisional phases are made.
 *
 * @param grid target grid
 * @param lowHz lower edge of the band
 * @param highHz upper edge of the band, above the lower
 * @param resonators how many there are, 2 to 16
 * @param forgetS time constant of forgetting in seconds
 * @param ridge weight of the penalty on large weights, as a share of the mean power of a feature
 * @param minTrainedS seconds of steps learnt before anything is estimated
 * @param windowSteps steps of the account, W
 */
public record NowSettings(
    TargetGrid grid,
    double lowHz,
    double highHz,
    int resonators,
    double forgetS,
    double ridge,
    double minTrainedS,
    int windowSteps)
    implements Serializable {
  private static final int FEWEST = 2;
  private static final int MOST = 16;

  /** Checks the ranges. */
  public NowSettings {
    if (!(lowHz > 0 && highHz > lowHz)) {
      throw new IllegalArgumentException(
          "band must ascend from above 0: low_hz=" + lowHz + " high_hz=" + highHz);
    }
    if (resonators < FEWEST || resonators > MOST) {
      throw new IllegalArgumentException("resonators must be 2 to 16: " + resonators);
    }
    if (!(forgetS > 0 && ridge > 0 && minTrainedS >= 0 && windowSteps > 0)) {
      throw new IllegalArgumentException(
          "must be above 0: forget_s=%s ridge=%s min_trained_s=%s window=%d"
              .formatted(forgetS, ridge, minTrainedS, windowSteps));
    }
  }

  /** Frequency of a resonator in Hz: they divide the band in equal ratios. */
  double centreHz(int i) {
    return lowHz * StrictMath.pow(highHz / lowHz, (double) i / (resonators - 1));
  }

  /** Bandwidth of a resonator in Hz. */
  double widthHz(int i) {
    return Math.max(0.35 * centreHz(i), 0.5 * lowHz);
  }

  /** Complex numbers of a step's features. */
  int features() {
    return 2 * resonators;
  }

  /** Steps to be learnt before anything is estimated. */
  long minTrainedSteps() {
    return grid.steps(minTrainedS);
  }
}
