package lumen.signal.loop;

/**
 * The controller of frequency mode: at each new published rate the tick moves to the one it asks
 * for, by at most 20 ms.
 */
final class FrequencyLoop {
  private static final double LARGEST_STEP_MS = 20;
  private static final double NEAR = 0.02;

  private FrequencyLoop() {}

  /** The tick that a published rate asks for next, within limits or not. */
  static double tickMs(double heldMs, double wantedHz) {
    double step = 1000 / wantedHz - heldMs;
    return heldMs + Math.max(-LARGEST_STEP_MS, Math.min(LARGEST_STEP_MS, step));
  }

  /** Whether a rate is as good as the one that is wanted. */
  static boolean isNear(double hz, double wantedHz) {
    return Math.abs(hz - wantedHz) <= NEAR * wantedHz;
  }
}
