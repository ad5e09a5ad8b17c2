package lumen.signal.kalman;

import lumen.signal.cycle.Cycles;

/**
 * A filter run on over differences from where another one is, which stays as it is: what {@link
 * PhaseKalman#stepAhead} gives of each, digit by digit. Two runs go side by side, each in
 * registers, since each difference waits for the filtered value of the one before it. Not
 * thread-safe; allocates nothing after it is made.
 */
public final class FilterRun {
  private final KalmanSettings settings;
  private final PhaseKalman filter;

  /** Trust in each difference of the run, in (0, 1]; to be given before it. */
  public final double[] trust;

  /** What the filter says of each, in cycles; the result. */
  public final double[] filtered;

  private double[] differences;
  private int from;
  private int size;

  /**
   * A run of nothing.
   *
   * @param settings of the filters that are run on
   * @param most how many differences a run has at most
   */
  public FilterRun(KalmanSettings settings, int most) {
    this.settings = settings;
    filter = new PhaseKalman(settings);
    trust = new double[most];
    filtered = new double[most];
  }

  /**
   * Begins a run.
   *
   * @param of the filter, of the same settings; null for one at its start values
   * @param column holds the differences, in cycles
   * @param first index of the first
   * @param count how many there are
   */
  public void begin(PhaseKalman of, double[] column, int first, int count) {
    if (of == null) {
      filter.start();
    } else {
      filter.copy(of);
    }
    differences = column;
    from = first;
    size = count;
  }

  /** Runs on over all differences. */
  public void run(Adaptation adapt) {
    run(0, adapt);
  }

  /** Runs two on, side by side. */
  public static void run(FilterRun one, FilterRun two, Adaptation adapt) {
    int both = 0;
    if (adapt == Adaptation.RESIDUAL) {
      both = Math.min(one.size, two.size);
      runBoth(one, two, both);
    }
    one.run(both, adapt);
    two.run(both, adapt);
  }

  private void run(int begin, Adaptation adapt) {
    for (int k = begin; k < size; k++) {
      filter.stepAhead(differences[from + k], trust[k], adapt);
      filtered[k] = filter.x;
    }
  }

  private static void runBoth(FilterRun one, FilterRun two, int count) {
    PhaseKalman f0 = one.filter;
    PhaseKalman f1 = two.filter;
    double x0 = f0.x;
    double p0 = f0.p;
    double q0 = f0.q;
    double r0 = f0.r;
    double x1 = f1.x;
    double p1 = f1.p;
    double q1 = f1.q;
    double r1 = f1.r;
    double[] d0 = one.differences;
    double[] d1 = two.differences;
    double[] trust0 = one.trust;
    double[] trust1 = two.trust;
    double[] filtered0 = one.filtered;
    double[] filtered1 = two.filtered;
    int from0 = one.from;
    int from1 = two.from;
    KalmanSettings limits = one.settings;
    for (int k = 0; k < count; k++) {
      double mu0 = trust0[k];
      double mu1 = trust1[k];
      double before0 = p0 + q0;
      double before1 = p1 + q1;
      double trusted0 = before0 * mu0;
      double trusted1 = before1 * mu1;
      double gain0 = trusted0 / (trusted0 + r0);
      double gain1 = trusted1 / (trusted1 + r1);
      double v0 = Cycles.wrap(d0[from0 + k] - x0);
      double v1 = Cycles.wrap(d1[from1 + k] - x1);
      x0 = Cycles.wrap(x0 + gain0 * v0);
      x1 = Cycles.wrap(x1 + gain1 * v1);
      p0 = before0 * (1 - gain0);
      p1 = before1 * (1 - gain1);
      double excess0 = Math.abs(v0) - PhaseKalman.PHASE_BUDGET_CYCLES;
      double excess1 = Math.abs(v1) - PhaseKalman.PHASE_BUDGET_CYCLES;
      q0 = limits.limitedQ(q0 * (1 + PhaseKalman.Q_GAIN * mu0 * excess0));
      q1 = limits.limitedQ(q1 * (1 + PhaseKalman.Q_GAIN * mu1 * excess1));
      r0 = limits.limitedR(r0 * (1 + PhaseKalman.R_GAIN * mu0 * excess0));
      r1 = limits.limitedR(r1 * (1 + PhaseKalman.R_GAIN * mu1 * excess1));
      filtered0[k] = x0;
      filtered1[k] = x1;
    }
    f0.x = x0;
    f0.p = p0;
    f0.q = q0;
    f0.r = r0;
    f1.x = x1;
    f1.p = p1;
    f1.q = q1;
    f1.r = r1;
  }
}
