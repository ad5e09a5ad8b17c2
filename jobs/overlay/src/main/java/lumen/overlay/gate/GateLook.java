package lumen.overlay.gate;

import java.util.List;
import lumen.overlay.gate.GateMove.Grounds;
import lumen.overlay.gate.GateTrack.Look;

/**
 * What one gate sees in the windows. Figures warn and bounds block: a point over a limit is often
 * chance, a bound seldom, and a block switches off what people use.
 *
 * @param kind the gate
 * @param windows the figures of each window
 * @param settings the limits
 */
record GateLook(GateKind kind, List<WindowFigures> windows, GateSettings settings) {
  private static final long STEP_S = GateSettings.STEP_S;

  /** A look at each window that the gate looks at: quality at the longest alone. */
  List<Look> looks() {
    return switch (kind) {
      case TOKENS -> windows.stream().map(this::tokens).toList();
      case LATENCY -> windows.stream().map(this::latency).toList();
      case QUALITY -> List.of(quality(longest()));
    };
  }

  private WindowFigures longest() {
    return windows.get(windows.size() - 1);
  }

  private Look tokens(WindowFigures window) {
    boolean enough = window.enoughTokens();
    return new Look(
        enough && window.tokens().deltaPercent() > settings.tokens().warnPercent(),
        enough && window.tokens().boundPercent() > settings.tokens().blockPercent());
  }

  private Look latency(WindowFigures window) {
    boolean tooSlow = window.isTooSlow(settings);
    boolean slow = window.enoughLatency() && window.isSlow();
    return new Look(slow || tooSlow, tooSlow && !window.isBaselineSlow());
  }

  private Look quality(WindowFigures window) {
    boolean enough = window.enoughQuality();
    return new Look(
        enough && window.quality().difference() < -settings.quality().warn(),
        enough && window.qualityBound() < -settings.quality().block());
  }

  /**
   * What a move rests on.
   *
   * @param window the first that holds
   * @param to what the gate moved to
   */
  Grounds grounds(int window, GateState to) {
    WindowFigures at = kind == GateKind.QUALITY ? longest() : windows.get(window);
    boolean block = to == GateState.BLOCK;
    return switch (kind) {
      case TOKENS ->
          grounds(
              at,
              at.tokensN(),
              at.tokensBaselineN(),
              at.tokens().deltaPercent(),
              at.tokens().boundPercent(),
              block ? settings.tokens().blockPercent() : settings.tokens().warnPercent());
      case LATENCY ->
          grounds(
              at,
              at.n(),
              at.baselineN(),
              (double) (block ? at.sums().overlay().overBlock() : at.sums().overlay().overWarn()),
              (double) (block ? at.blockAt(settings) : at.slowFrom()),
              (double) (block ? settings.latency().blockMs() : settings.latency().warnMs()));
      case QUALITY ->
          grounds(
              at,
              at.sums().overlay().quality().n(),
              at.sums().baseline().quality().n(),
              at.quality().difference(),
              at.qualityBound(),
              -(block ? settings.quality().block() : settings.quality().warn()));
    };
  }

  private Grounds grounds(
      WindowFigures at, long n, long baselineN, double figure, double bound, double limit) {
    boolean known = kind == GateKind.LATENCY && at.knowsBaseline();
    String window = at.windowS() / STEP_S + "m";
    return new Grounds(
        window, n, baselineN, figure, bound, limit, known, known && at.isBaselineSlow());
  }
}
