package lumen.signal.gain;

import java.io.Serializable;

/**
 * The gains of the loop.
 *
 * @param kp proportional, in Hz per cycle
 * @param ki integral, in Hz per cycle and second
 * @param kd derivative, in Hz second per cycle; a number of cycles per cycle, stable below 1
 */
public record Gains(double kp, double ki, double kd) implements Serializable {

  /** Checks that all are finite and not negative. */
  public Gains {
    if (!(isGain(kp) && isGain(ki) && isGain(kd))) {
      throw new IllegalArgumentException(
          "gains must be finite and not negative: kp=%s ki=%s kd=%s".formatted(kp, ki, kd));
    }
  }

  /** One of them. */
  public double of(Gain gain) {
    return switch (gain) {
      case KP -> kp;
      case KI -> ki;
      case KD -> kd;
    };
  }

  private static boolean isGain(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }
}
