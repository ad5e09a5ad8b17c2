package lumen.signal.phase;

/**
 * What independent rhythms would show: the scale on which a coherence is read.
 *
 * <p>For n independent differences of unlocked phases P(PLV &gt; v) = exp(-n v^2), so the 95 %
 * level is sqrt(-ln 0.05 / n). Weights and oversampling leave fewer independent values: n_eff =
 * (sum m)^2 / sum m^2 * min(1, 2 bandwidth / target_hz). PPC = (n PLV^2 - 1) / (n - 1), unweighted,
 * is free of the bias (Vinck 2010).
 *
 * @param level coherence that unlocked phases stay below in 95 % of cases; may exceed 1
 * @param ppc pairwise phase consistency, 0 on average for unlocked phases; NaN for one difference
 */
public record ChanceLevel(double level, double ppc) {
  private static final double MINUS_LOG_5_PERCENT = 2.995732273553991;

  /** Nothing is known. */
  public static final ChanceLevel NONE = new ChanceLevel(Double.NaN, Double.NaN);

  /**
   * The chance level of a window that is not empty.
   *
   * @param independence independent values per step, min(1, 2 bandwidth / target_hz)
   */
  public static ChanceLevel of(PhaseWindow window, double independence) {
    int n = window.size();
    double re = 0;
    double im = 0;
    double largest = 0;
    for (int i = window.from; i < window.to; i++) {
      re += window.cos[i];
      im += window.sin[i];
      largest = Math.max(largest, window.m[i]);
    }
    double effective = effectiveNumber(window, largest) * independence;
    double squaredPlv = (re * re + im * im) / n / n;
    double ppc = n > 1 ? (n * squaredPlv - 1) / (n - 1) : Double.NaN;
    return new ChanceLevel(Math.sqrt(MINUS_LOG_5_PERCENT / effective), ppc);
  }

  private static double effectiveNumber(PhaseWindow window, double largest) {
    if (!(largest > 0)) {
      return window.size();
    }
    double sum = 0;
    double squares = 0;
    for (int i = window.from; i < window.to; i++) {
      double share = window.m[i] / largest;
      sum += share;
      squares += share * share;
    }
    return sum * sum / squares;
  }
}
