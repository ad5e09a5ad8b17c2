package lumen.signal.cycle;

import lumen.signal.strict.StrictFunctions;

/** Arithmetic of phases in cycles. */
public final class Cycles {
  private static final double TURN = 2 * Math.PI;

  /** Within this of 0 nothing is to be wrapped, however the differences below are rounded. */
  private static final double SURELY_WRAPPED = 0.49;

  private Cycles() {}

  /** The phase wrapped to (-0.5, 0.5]; NaN (no phase) stays NaN. */
  public static double wrap(double cycles) {
    // The rule, and in filters the next step waits for it. The sum makes 0 of -0, as below.
    if (Math.abs(cycles) < SURELY_WRAPPED) {
      return cycles + 0.0;
    }
    return cycles - Math.ceil(cycles - 0.5);
  }

  /** The angle of a phase in radians. */
  public static double radians(double cycles) {
    return TURN * cycles;
  }

  /** The phase of the vector (re, im) in cycles; 0 for the zero vector. */
  public static double ofVector(double re, double im) {
    return StrictFunctions.atan2(im, re) / TURN;
  }
}
