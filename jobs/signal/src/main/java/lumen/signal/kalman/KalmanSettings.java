package lumen.signal.kalman;

import java.io.Serializable;

/**
 * Settings of the phase filter. Variances are in cycles squared.
 *
 * @param adapt how q and r follow the innovations
 * @param q variance of the random walk per step, at the start
 * @param r variance of a measurement of full trust, at the start
 * @param qMin lower bound of q, positive
 * @param qMax upper bound of q
 * @param rMin lower bound of r, positive
 * @param rMax upper bound of r
 */
public record KalmanSettings(
    Adaptation adapt, double q, double r, double qMin, double qMax, double rMin, double rMax)
    implements Serializable {

  /** Checks that both start values lie in their bounds. */
  public KalmanSettings {
    if (adapt == null) {
      throw new IllegalArgumentException("adapt must be given: null");
    }
    requireWithin("q", q, qMin, qMax);
    requireWithin("r", r, rMin, rMax);
  }

  /** A value of q in its bounds. */
  public double limitedQ(double value) {
    return value < qMin ? qMin : value > qMax ? qMax : value;
  }

  /** A value of r in its bounds. */
  public double limitedR(double value) {
    return value < rMin ? rMin : value > rMax ? rMax : value;
  }

  private static void requireWithin(String name, double value, double min, double max) {
    if (!(min > 0 && value >= min && value <= max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be in its bounds, these positive and finite: %s=%s min=%s max=%s"
              .formatted(name, name, value, min, max));
    }
  }
}
