package lumen.signal.gain;

import java.io.Serializable;

/**
 * The proportional gain over the entropy ratio E and the phase difference P: kp = b0 + bx E + by P
 * + bxy E P, a plane with a twist.
 *
 * @param b0 gain at E = 0, P = 0, in Hz per cycle
 * @param bx slope over the entropy ratio
 * @param by slope over the phase difference in cycles
 * @param bxy twist
 */
public record GainSurface(double b0, double bx, double by, double bxy) implements Serializable {

  /** There is no surface: the curve alone holds. */
  public static final GainSurface NONE =
      new GainSurface(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Checks that all coefficients are finite, or all NaN for none. */
  public GainSurface {
    int finite = 0;
    int none = 0;
    for (double b : new double[] {b0, bx, by, bxy}) {
      finite += Double.isFinite(b) ? 1 : 0;
      none += Double.isNaN(b) ? 1 : 0;
    }
    if (finite != 4 && none != 4) {
      throw new IllegalArgumentException(
          "coefficients of the gain surface must be finite: b0=%s bx=%s by=%s bxy=%s"
              .formatted(b0, bx, by, bxy));
    }
  }

  /** Whether there is a surface. */
  public boolean exists() {
    return !Double.isNaN(b0);
  }

  /** The gain at an entropy ratio and a phase difference in cycles. */
  public double at(double entropyRatio, double phaseDiff) {
    return b0 + bx * entropyRatio + by * phaseDiff + bxy * entropyRatio * phaseDiff;
  }
}
