package lumen.signal.cycle;

/** Arithmetic of phases in cycles. */
public final class Cycles {
  private static final double TURN = 2 * Math.PI;

  private Cycles() {}

  /** The phase wrapped to (-0.5, 0.5]; NaN (no phase) stays NaN. */
  public static double wrap(double cycles) {
    return cycles - Math.ceil(cycles - 0.5);
  }

  /** The angle of a phase in radians. */
  public static double radians(double cycles) {
    return TURN * cycles;
  }

  /** The phase of the vector (re, im) in cycles; 0 for the zero vector. */
  public static double ofVector(double re, double im) {
    return StrictMath.atan2(im, re) / TURN;
  }
}
