package lumen.fusion.command;

import java.io.Serializable;
import lumen.runtime.command.Range;
import lumen.signal.kalman.KalmanSettings;

/**
 * Which variances an operator may give the filters, in cycles squared.
 *
 * @param qMin least variance of the random walk
 * @param qMax greatest
 * @param rMin least variance of a measurement
 * @param rMax greatest
 */
public record NoiseBounds(double qMin, double qMax, double rMin, double rMax)
    implements Serializable {
  /** What any configuration could allow: for those who do not know that of the job. */
  public static final NoiseBounds ANY = new NoiseBounds(Double.MIN_VALUE, 1, Double.MIN_VALUE, 1);

  /** The bounds that the filters of a job have. */
  public static NoiseBounds of(KalmanSettings settings) {
    return new NoiseBounds(settings.qMin(), settings.qMax(), settings.rMin(), settings.rMax());
  }

  Range q() {
    return new Range(qMin, qMax);
  }

  Range r() {
    return new Range(rMin, rMax);
  }
}
