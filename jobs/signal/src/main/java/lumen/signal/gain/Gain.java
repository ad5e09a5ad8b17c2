package lumen.signal.gain;

/** One gain of the loop. */
public enum Gain {
  /** Proportional, in Hz per cycle. */
  KP,
  /** Integral, in Hz per cycle and second. */
  KI,
  /** Derivative, in Hz second per cycle. */
  KD
}
