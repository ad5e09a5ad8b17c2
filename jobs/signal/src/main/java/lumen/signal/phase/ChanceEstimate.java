package lumen.signal.phase;

import lumen.signal.cycle.Cycles;

/**
 * The chance level of a window, and its pairwise phase consistency.
 *
 * <p>For n independent differences of unrelated phases P(PLV &gt; v) = exp(-n v^2), so the 95 %
 * level is sqrt(-ln 0.05 / n). Band-limited signals give fewer independent values than steps: with
 * a = envelope e^{2 pi i phase} of the channel and b = mean envelope of the others, with the phase
 * of their sum, T steps count as one, T = {@link IndependentSpacing} of a and b. Unequal weights
 * leave fewer still: n_eff = (sum m)^2 / (T sum m^2).
 *
 * <p>PPC = (n PLV^2 - 1) / (n - 1) is free of the bias that makes the PLV of few values large
 * (Vinck 2010). It is not weighted: PLV and T are those of a and b of modulus 1, n = steps / T.
 *
 * <p>Cost: O(n log n). Keeps its scratch arrays between calls. Not thread-safe.
 */
public final class ChanceEstimate {
  private static final double MINUS_LOG_5_PERCENT = 2.995732273553991;
  private static final double LEAST_INDEPENDENT = 2;

  private final boolean weighted;
  private final IndependentSpacing spacing = new IndependentSpacing();
  private double[][] own = {{}, {}};
  private double[][] others = {{}, {}};

  /**
   * @param weighted whether differences are weighted by the envelopes; if not, a and b are of
   *     modulus 1
   */
  public ChanceEstimate(boolean weighted) {
    this.weighted = weighted;
  }

  /** The chance level of a window that is not empty. */
  public ChanceLevel of(PhaseWindow window) {
    int n = window.size();
    unitVectors(window);
    double unweighted = spacing.of(own, others, n);
    double ppc = ppc(window, n / unweighted);
    double steps = unweighted;
    if (weighted) {
      stretch(own, window.own, window.from, n);
      stretch(others, window.others, window.from, n);
      steps = spacing.of(own, others, n);
    }
    double effective = effectiveNumber(window) / steps;
    return new ChanceLevel(Math.min(1, Math.sqrt(MINUS_LOG_5_PERCENT / effective)), ppc);
  }

  /** Both phases as vectors of length 1; that of the others is the channel's turned back by d. */
  private void unitVectors(PhaseWindow window) {
    int n = window.size();
    if (own[0].length < n) {
      own = new double[2][n];
      others = new double[2][n];
    }
    for (int i = 0; i < n; i++) {
      int at = window.from + i;
      double angle = Cycles.radians(window.phi[at]);
      double re = StrictMath.cos(angle);
      double im = StrictMath.sin(angle);
      own[0][i] = re;
      own[1][i] = im;
      others[0][i] = re * window.cos[at] + im * window.sin[at];
      others[1][i] = im * window.cos[at] - re * window.sin[at];
    }
  }

  /** Gives the vectors the lengths of an envelope, relative to its largest. */
  private static void stretch(double[][] vectors, double[] envelope, int from, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, envelope[from + i]);
    }
    for (int i = 0; i < n; i++) {
      double length = largest > 0 ? envelope[from + i] / largest : 1;
      vectors[0][i] *= length;
      vectors[1][i] *= length;
    }
  }

  private static double ppc(PhaseWindow window, double independent) {
    if (!(independent >= LEAST_INDEPENDENT)) {
      return Double.NaN;
    }
    double re = 0;
    double im = 0;
    for (int i = window.from; i < window.to; i++) {
      re += window.cos[i];
      im += window.sin[i];
    }
    double squaredPlv = (re * re + im * im) / window.size() / window.size();
    return (independent * squaredPlv - 1) / (independent - 1);
  }

  /** (sum m)^2 / sum m^2, in shares of the largest weight; the number of steps without weights. */
  private static double effectiveNumber(PhaseWindow window) {
    double largest = 0;
    for (int i = window.from; i < window.to; i++) {
      largest = Math.max(largest, window.m[i]);
    }
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
