package lumen.signal.loop;

/**
 * The controller of frequency mode: at each new published rate {@code tick_ms += clip(-3 (ure_hz -
 * bridge_hz), -20, 20)}.
 *
 * <p>A difference of rates shrinks to 1 - 3000 / tick_ms^2 of itself each time: 0.925 at 200 ms. It
 * converges for ticks longer than 39 ms; below that it swings between neighbouring ticks.
 */
final class FrequencyLoop {
  private static final double MS_PER_HZ = 3;
  private static final double LARGEST_STEP_MS = 20;

  private FrequencyLoop() {}

  /** The tick that a published rate asks for, within limits or not. */
  static double tickMs(double heldMs, double referenceHz) {
    double step = -MS_PER_HZ * (referenceHz - 1000 / heldMs);
    return heldMs + Math.max(-LARGEST_STEP_MS, Math.min(LARGEST_STEP_MS, step));
  }
}
