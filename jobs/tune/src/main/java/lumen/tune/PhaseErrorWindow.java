package lumen.tune;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The mean magnitude of the phase error over a trailing window of ticks: what {@code
 * bridge_phase_diff_mean} is, from control frames. It is known only if ticks with an error cover at
 * least a third of the window.
 */
final class PhaseErrorWindow {
  private static final double MICROS_PER_MS = 1e3;

  private final long spanMicros;
  private final Deque<Tick> ticks = new ArrayDeque<>();

  /**
   * A window.
   *
   * @param seconds its length
   */
  PhaseErrorWindow(double seconds) {
    spanMicros = Math.round(seconds * 1e6);
  }

  private record Tick(long micros, double tickMs, double magnitude) {}

  /**
   * Takes a tick; those must come in the order of time.
   *
   * @param e phase error in cycles, NaN if it is not known
   * @return the mean in cycles, NaN if it is not known
   */
  double add(long micros, double tickMs, double e) {
    if (!Double.isNaN(e)) {
      ticks.addLast(new Tick(micros, tickMs, Math.abs(e)));
    }
    while (!ticks.isEmpty() && ticks.peekFirst().micros() <= micros - spanMicros) {
      ticks.removeFirst();
    }
    double covered = 0;
    double sum = 0;
    for (Tick tick : ticks) {
      covered += tick.tickMs() * MICROS_PER_MS;
      sum += tick.magnitude();
    }
    return covered >= spanMicros / 3.0 ? sum / ticks.size() : Double.NaN;
  }
}
