package lumen.signal.resample;

/**
 * The taps of a ratio too large for a table of its own, from one table that all such ratios share.
 *
 * <p>On the axis of outputs, u = offset/down, every filter of {@link PolyphaseTaps} is the same
 * function g(u) = sinc(u) times the Kaiser window, sampled ever more finely. So g is tabulated at
 * {@value #NODES} points between two outputs, row by row as there, and read between four
 * neighbouring rows by the cubic through them (Lagrange). Its error is at most h^4/24 times the
 * largest fourth derivative of g, with h = 1/4096 below 2e-14 of the middle tap.
 *
 * <p>Cost: 4 times 21 multiply-adds per input. No tap is computed per input.
 */
final class InterpolatedTaps {
  private static final int NODES = PolyphaseTaps.MAX_TABLE_DOWN;
  private static final int OUTPUTS = PolyphaseTaps.OUTPUTS;

  private final long down;
  private final double scale;

  /**
   * @param down inputs per output on the raised axis, above {@value #NODES}, at most 1e12
   * @param scale the tap where g is 1
   */
  InterpolatedTaps(long down, double scale) {
    this.down = down;
    this.scale = scale;
  }

  /**
   * Adds one input to the outputs it belongs to.
   *
   * @param x input
   * @param r its position after the middle output, 0 to down-1
   * @param first the first output it belongs to
   * @param sums running sums of the outputs
   */
  void scatter(double x, long r, int first, double[] sums) {
    long node = r * NODES / down;
    int from = (int) Math.max(0, Math.min(NODES - 3, node - 1));
    double t = (double) (r * NODES - from * down) / down;
    double c0 = x * scale * (t - 1) * (t - 2) * (t - 3) / -6;
    double c1 = x * scale * t * (t - 2) * (t - 3) / 2;
    double c2 = x * scale * t * (t - 1) * (t - 3) / -2;
    double c3 = x * scale * t * (t - 1) * (t - 2) / 6;
    double[] g = Table.ROWS;
    int row = from * OUTPUTS;
    for (int j = first; j < OUTPUTS; j++) {
      int i = row + j;
      double near = c1 * g[i + OUTPUTS] + c2 * g[i + 2 * OUTPUTS];
      sums[j] += c0 * g[i] + near + c3 * g[i + 3 * OUTPUTS];
    }
  }

  /** Made when the first such ratio comes: 0.7 MB, rows 0 to NODES. */
  private static final class Table {
    static final double[] ROWS = new double[(NODES + 1) * OUTPUTS];

    static {
      for (int r = 0; r <= NODES; r++) {
        for (int j = 0; j < OUTPUTS; j++) {
          long offset = (long) (j - PolyphaseTaps.HALF) * NODES - r;
          ROWS[r * OUTPUTS + j] = NODES * PolyphaseTaps.prototype(offset, NODES);
        }
      }
    }
  }
}
