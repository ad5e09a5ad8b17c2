package lumen.signal.kalman;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import lumen.signal.cycle.Cycles;

/**
 * Scalar random-walk Kalman filter of a phase difference in cycles, with wrapped innovations.
 *
 * <p>Per step with difference d and trust mu in (0, 1]: {@code p += q; v = wrap(d - x); k = p / (p
 * + r / mu); x = wrap(x + k v); p *= 1 - k}. Then q and r adapt:
 *
 * <ul>
 *   <li>residual: {@code q *= 1 + 0.1 mu (|v| - 0.02)}, {@code r *= 1 + 0.05 mu (|v| - 0.02)}, each
 *       kept in its bounds: without bounds the rule dies out or blows up;
 *   <li>innovation: after every 50 steps, by the autocovariance of these 50 innovations (Mehra
 *       1970, 1972). R follows at once, Q by the geometric mean of old and new, since adapting both
 *       fast finds pairs that look consistent and are not.
 *   <li>fixed: not at all.
 * </ul>
 *
 * <p>How they adapt is said with each step, since it may change on the way; a batch is of 50 steps
 * in a row that adapt by innovations. O(1) per step, no allocation. Not thread-safe.
 */
public final class PhaseKalman {
  static final double PHASE_BUDGET_CYCLES = 0.02;
  static final double Q_GAIN = 0.1;
  static final double R_GAIN = 0.05;
  private static final int BATCH = 50;

  private final KalmanSettings settings;
  double x;
  double p;
  double q;
  double r;
  private double innovation;
  private double variance;

  private int batched;
  private double sumSquares;
  private double sumProducts;
  private double sumGain;
  private double sumPredicted;
  private double previous;

  /** A filter at its start values. */
  public PhaseKalman(KalmanSettings settings) {
    this.settings = settings;
    start();
  }

  /** Becomes as another one is, of the same settings. */
  public void copy(PhaseKalman other) {
    x = other.x;
    p = other.p;
    q = other.q;
    r = other.r;
    innovation = other.innovation;
    variance = other.variance;
    batched = other.batched;
    sumSquares = other.sumSquares;
    sumProducts = other.sumProducts;
    sumGain = other.sumGain;
    sumPredicted = other.sumPredicted;
    previous = other.previous;
  }

  /** Takes back everything: x 0, p 1, q and r as configured. */
  public void start() {
    startNoise();
    restart();
  }

  /** Takes q and r as configured, and keeps the estimate. */
  public void startNoise() {
    q = settings.q();
    r = settings.r();
  }

  /** Takes what is given for all filters, within the bounds; what is not given stays. */
  public void take(FilterNoise given) {
    if (!Double.isNaN(given.q())) {
      q = boundedQ(given.q());
    }
    if (!Double.isNaN(given.r())) {
      r = boundedR(given.r());
    }
  }

  /** Whether the filter is as {@link #start} leaves it, but for q and r. */
  public boolean isAtStart() {
    return x == 0 && p == 1 && batched == 0;
  }

  /**
   * Forgets the estimate and the batch, and keeps what was learnt: x 0, p 1, q and r as they are.
   */
  public void restart() {
    x = 0;
    p = 1;
    innovation = Double.NaN;
    variance = Double.NaN;
    emptyBatch();
  }

  /**
   * Takes one difference and adapts as configured.
   *
   * @param d phase difference in cycles, wrapped
   * @param mu trust in it, in (0, 1]
   */
  public void step(double d, double mu) {
    step(d, mu, settings.adapt());
  }

  /**
   * Takes one difference and adapts so.
   *
   * @param d phase difference in cycles, wrapped
   * @param mu trust in it, in (0, 1]
   */
  public void step(double d, double mu, Adaptation adapt) {
    double predicted = p + q;
    double gain = filter(d, mu);
    if (adapt == Adaptation.INNOVATION) {
      adaptToInnovations(gain, predicted);
      return;
    }
    if (batched > 0) {
      emptyBatch();
    }
    if (adapt == Adaptation.RESIDUAL) {
      adaptToResidual(mu);
    }
  }

  /**
   * Takes one difference as {@link #step(double, double, Adaptation)} does, but for the last
   * digits: {@code k = p mu / (p mu + r)}, one division instead of two. For a run ahead that is not
   * kept; normalised innovations are not told of it.
   *
   * @param d phase difference in cycles, wrapped
   * @param mu trust in it, in (0, 1]
   */
  public void stepAhead(double d, double mu, Adaptation adapt) {
    if (adapt == Adaptation.INNOVATION) {
      step(d, mu, adapt);
      return;
    }
    double before = p + q;
    double trusted = before * mu;
    double gain = trusted / (trusted + r);
    double v = Cycles.wrap(d - x);
    x = Cycles.wrap(x + gain * v);
    p = before * (1 - gain);
    innovation = v;
    variance = Double.NaN;
    if (adapt == Adaptation.RESIDUAL) {
      adaptToResidual(mu);
    }
  }

  /** Takes one difference with q and r as they are; the step does not count for a batch. */
  public void stepWithoutAdapting(double d, double mu) {
    filter(d, mu);
  }

  /** The estimated phase difference in cycles. */
  public double x() {
    return x;
  }

  /** Variance of the random walk per step, in cycles squared. */
  public double q() {
    return q;
  }

  /** Variance of a measurement of full trust, in cycles squared. */
  public double r() {
    return r;
  }

  /** Variance of the estimate, in cycles squared. */
  public double p() {
    return p;
  }

  /** Innovation of the last step in cycles; NaN before the first. */
  public double innovation() {
    return innovation;
  }

  /** Normalised innovation squared of the last step; NaN before the first. */
  public double nis() {
    return innovation * innovation / variance;
  }

  private double filter(double d, double mu) {
    p += q;
    variance = p + r / mu;
    double v = Cycles.wrap(d - x);
    double gain = p / variance;
    x = Cycles.wrap(x + gain * v);
    p *= 1 - gain;
    innovation = v;
    return gain;
  }

  private void adaptToResidual(double mu) {
    double excess = Math.abs(innovation) - PHASE_BUDGET_CYCLES;
    q = boundedQ(q * (1 + Q_GAIN * mu * excess));
    r = boundedR(r * (1 + R_GAIN * mu * excess));
  }

  private void adaptToInnovations(double gain, double predicted) {
    sumSquares += innovation * innovation;
    if (batched > 0) {
      sumProducts += innovation * previous;
    }
    sumGain += gain;
    sumPredicted += predicted;
    previous = innovation;
    batched++;
    if (batched == BATCH) {
      matchCovariances();
      emptyBatch();
    }
  }

  private void matchCovariances() {
    double c0 = sumSquares / BATCH;
    double c1 = sumProducts / BATCH;
    double gain = sumGain / BATCH;
    double rest = 1 - gain;
    double measured = rest * c0 - c1;
    double walk = (c0 - measured) * (1 - rest * rest) - gain * gain * measured;
    r = boundedR(c0 - sumPredicted / BATCH);
    if (walk > 0) {
      q = boundedQ(Math.sqrt(q * walk));
    }
  }

  private void emptyBatch() {
    batched = 0;
    sumSquares = 0;
    sumProducts = 0;
    sumGain = 0;
    sumPredicted = 0;
    previous = 0;
  }

  private double boundedQ(double value) {
    return settings.limitedQ(value);
  }

  private double boundedR(double value) {
    return settings.limitedR(value);
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(x);
    out.writeDouble(p);
    out.writeDouble(q);
    out.writeDouble(r);
    if (isBatchUsual() || batched > 0) {
      out.writeByte(batched);
      out.writeDouble(sumSquares);
      out.writeDouble(sumProducts);
      out.writeDouble(sumGain);
      out.writeDouble(sumPredicted);
      out.writeDouble(previous);
    }
  }

  /** Whether a batch is written even if it is empty: older versions count on it. */
  public boolean isBatchUsual() {
    return settings.adapt() == Adaptation.INNOVATION;
  }

  /** Takes back what was written, but for the batch. */
  public void readFrom(DataInput in) throws IOException {
    restart();
    x = in.readDouble();
    p = in.readDouble();
    q = in.readDouble();
    r = in.readDouble();
  }

  /** Takes back the batch, which stands behind it if there was one. */
  public void readBatch(DataInput in) throws IOException {
    batched = in.readByte();
    sumSquares = in.readDouble();
    sumProducts = in.readDouble();
    sumGain = in.readDouble();
    sumPredicted = in.readDouble();
    previous = in.readDouble();
  }
}
