package lumen.signal.trespass;

import java.util.function.DoubleUnaryOperator;

/** Takes the intrinsic transcendentals, once by method reference; the exact functions are fine. */
public final class FastButLoose {
  double loose(double x) {
    DoubleUnaryOperator cosine = Math::cos;
    return Math.sin(x) + Math.atan2(x, 2) + Math.pow(x, 3) + cosine.applyAsDouble(x);
  }

  double exact(double x) {
    return StrictMath.sin(Math.sqrt(Math.abs(x))) + Math.rint(x) + Math.max(x, 1);
  }
}
