package lumen.tune;

import java.util.TreeMap;

/** The windowed phase differences of the tenants of a control log, line by line. */
final class ControlPhases {
  private final double windowS;
  private final TreeMap<String, PhaseErrorWindow> windows = new TreeMap<>();

  /**
   * Windows of a length.
   *
   * @param windowS {@code phase.rebalance_window_s} of bridge.yaml
   */
  ControlPhases(double windowS) {
    this.windowS = windowS;
  }

  /** The mean magnitude of the phase error up to a control frame, in cycles; NaN if unknown. */
  double after(FlatLine control) {
    return windows
        .computeIfAbsent(control.text("tenant"), tenant -> new PhaseErrorWindow(windowS))
        .add(micros(control), control.number("tick_ms"), control.number("e"));
  }

  /** The time of a line in microseconds since the epoch; 0 without one. */
  static long micros(FlatLine line) {
    double seconds = line.number("ts");
    return Double.isNaN(seconds) ? 0 : Math.round(seconds * 1e6);
  }
}
