package lumen.watch.sampled;

import java.util.ArrayDeque;

/**
 * The mean magnitude of a bridge's phase error in cycles: over the ticks of 90 s, the window that
 * the protocol judges by in E2 ({@code phase.rebalance_window_s} as shipped). Control frames tell
 * the error of each tick alone.
 */
final class PhaseErrors {
  private static final long WINDOW_MS = 90_000;

  private record Tick(long millis, double magnitude) {}

  private final ArrayDeque<Tick> ticks = new ArrayDeque<>();

  /** The mean after a tick; NaN while none of the window has an error. */
  double after(long millis, double error) {
    if (!Double.isNaN(error)) {
      ticks.add(new Tick(millis, Math.abs(error)));
    }
    while (!ticks.isEmpty() && ticks.peekFirst().millis() <= millis - WINDOW_MS) {
      ticks.removeFirst();
    }
    return ticks.stream().mapToDouble(Tick::magnitude).average().orElse(Double.NaN);
  }
}
