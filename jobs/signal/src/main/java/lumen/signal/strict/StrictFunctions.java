package lumen.signal.strict;

/**
 * Logarithm, sine, cosine and angle with the very bits of {@link StrictMath}, for the arguments
 * that signals have; all others are handed to it.
 *
 * <p>{@code StrictMath} is specified by its results, which are those of fdlibm (Sun Microsystems,
 * 1993). Before Java 21 it reaches them by a native call, which costs as much as the function
 * itself. The methods here are fdlibm's; each polynomial is summed in its order, since any other
 * has other last bits.
 */
public final class StrictFunctions {
  private StrictFunctions() {}

  /** Natural logarithm. */
  public static double log(double x) {
    return StrictLogarithm.of(x);
  }

  /** Sine of an angle in radians. */
  public static double sin(double angle) {
    return StrictCircle.sine(angle);
  }

  /** Cosine of an angle in radians. */
  public static double cos(double angle) {
    return StrictCircle.cosine(angle);
  }

  /** Angle of the vector (x, y) in radians, -pi to pi. */
  public static double atan2(double y, double x) {
    return StrictAngle.of(y, x);
  }
}
