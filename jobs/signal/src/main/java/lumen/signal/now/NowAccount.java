package lumen.signal.now;

import java.util.Arrays;

/**
 * How wrong provisional phases have been, over the steps of a window that have both a provisional
 * and a final phase, weighted by the final envelope. Not thread-safe.
 */
public final class NowAccount {
  private static final long NONE = Long.MIN_VALUE;

  /** By step modulo the window; a step has its place alone. */
  private final long[] steps;

  private final double[] errors;
  private final double[] weights;
  private long newest = NONE;

  /**
   * An account of nothing.
   *
   * @param windowSteps W
   */
  public NowAccount(int windowSteps) {
    steps = new long[windowSteps];
    errors = new double[windowSteps];
    weights = new double[windowSteps];
    Arrays.fill(steps, NONE);
  }

  /**
   * Takes what came of a step, later than the one before.
   *
   * @param error provisional phase less the final one, in cycles, (-0.5, 0.5]
   * @param weight final envelope, at least 0
   */
  public void add(long step, double error, double weight) {
    int at = place(step);
    steps[at] = step;
    errors[at] = error;
    weights[at] = weight;
    newest = step;
  }

  /** A step has become final that lacks one of both. */
  public void pass(long step) {
    newest = step;
  }

  private int place(long step) {
    return (int) Math.floorMod(step, (long) steps.length);
  }

  private boolean isHeld(long step) {
    return newest != NONE && step > newest - steps.length && steps[place(step)] == step;
  }

  /** Steps of the window that have both. */
  public int size() {
    int n = 0;
    for (long step = newest - steps.length + 1; newest != NONE && step <= newest; step++) {
      n += isHeld(step) ? 1 : 0;
    }
    return n;
  }

  /**
   * Quantile of |e| by weight: the least value at which the running weight reaches the share q of
   * all; NaN of nothing.
   */
  public double quantile(double q) {
    double[][] rows = new double[steps.length][];
    int n = 0;
    double all = 0;
    for (long step = newest - steps.length + 1; newest != NONE && step <= newest; step++) {
      if (isHeld(step)) {
        int at = place(step);
        rows[n++] = new double[] {Math.abs(errors[at]), weights[at]};
        all += weights[at];
      }
    }
    // Stable: equal errors stay in the order of their steps, so the sums below are the same ones.
    Arrays.sort(rows, 0, n, (x, y) -> Double.compare(x[0], y[0]));
    double running = 0;
    for (int i = 0; i < n; i++) {
      running += rows[i][1];
      if (running >= q * all) {
        return rows[i][0];
      }
    }
    return n == 0 ? Double.NaN : rows[n - 1][0];
  }

  /**
   * Phase locking of provisional and final phase, {@code |sum m e^(2 pi j e)| / sum m} (Lachaux
   * 1999), 0 to 1; NaN where no step has a weight.
   */
  public double plv() {
    double re = 0;
    double im = 0;
    double all = 0;
    for (long step = newest - steps.length + 1; newest != NONE && step <= newest; step++) {
      if (isHeld(step)) {
        int at = place(step);
        double turn = 2 * Math.PI * errors[at];
        re += weights[at] * StrictMath.cos(turn);
        im += weights[at] * StrictMath.sin(turn);
        all += weights[at];
      }
    }
    return all > 0 ? Math.sqrt(re * re + im * im) / all : Double.NaN;
  }
}
