package lumen.signal.loop;

import lumen.signal.gain.Gains;
import org.apache.commons.math3.complex.Complex;

/**
 * The open loop over frequency: see {@link LoopFacts}.
 *
 * @param gains gains that act
 * @param tickS the tick in seconds
 */
record OpenLoop(Gains gains, double tickS) {

  /** Magnitude, and phase in radians, from -pi at 0 on without a jump. */
  record Answer(double magnitude, double phase) {}

  /** The answer at a frequency in rad/s, above 0 and up to pi over the tick. */
  Answer at(double omega) {
    double angle = -omega * tickS;
    Complex q = new Complex(StrictMath.cos(angle), StrictMath.sin(angle));
    Complex rest = Complex.ONE.subtract(q);
    Complex control =
        new Complex(gains.kp())
            .add(rest.multiply(gains.kd() / tickS))
            .add(q.multiply(gains.ki() * tickS).divide(rest));
    Complex plant = q.multiply(q).multiply(tickS).divide(rest);
    double magnitude = control.multiply(plant).abs();
    double turned = control.getArgument() + 2 * angle - rest.getArgument();
    return new Answer(magnitude, turned);
  }

  double magnitude(double omega) {
    return at(omega).magnitude();
  }
}
