package lumen.signal.cycle;

/**
 * Cosine, sine and direction of phases in cycles, by short series over a small range: within 1e-15
 * of the true value, in plain arithmetic, so the same on every machine. {@link StrictMath} is right
 * to the last digit and a call out of Java; frames, whose bytes stay, use that ({@link Cycles}).
 *
 * <p>In cycles the reduction to an eighth of a turn is exact (Muller 2016, 11).
 */
public final class QuickCycles {
  private static final double TURN = 2 * Math.PI;
  private static final double PER_TURN = 1 / TURN;
  private static final int QUARTERS = 4;

  /** Slopes between the tabulated directions, a power of two. */
  private static final int ENTRIES = 32;

  /** Directions of the slopes k/32 in cycles. */
  private static final double[] DIRECTION = new double[ENTRIES + 1];

  static {
    for (int k = 0; k <= ENTRIES; k++) {
      DIRECTION[k] = StrictMath.atan((double) k / ENTRIES) / TURN;
    }
  }

  private QuickCycles() {}

  /**
   * Cosine of a phase.
   *
   * @param cycles of magnitude below 1e8
   */
  public static double cos(double cycles) {
    double quarter = Math.rint(QUARTERS * cycles);
    double angle = TURN * (cycles - quarter / QUARTERS);
    return turned((int) quarter + 1, angle);
  }

  /**
   * Sine of a phase.
   *
   * @param cycles of magnitude below 1e8
   */
  public static double sin(double cycles) {
    double quarter = Math.rint(QUARTERS * cycles);
    double angle = TURN * (cycles - quarter / QUARTERS);
    return turned((int) quarter, angle);
  }

  /** Sine of some quarters of a turn and an angle of at most an eighth, in radians. */
  private static double turned(int quarters, double angle) {
    double square = angle * angle;
    double sine = angle + angle * square * sineSeries(square);
    double cosine = 1 + square * cosineSeries(square);
    double value = (quarters & 1) == 0 ? sine : cosine;
    return (quarters & 2) == 0 ? value : -value;
  }

  private static double sineSeries(double s) {
    double high = 1 / 6227020800.0 - s / 1307674368000.0;
    high = 1 / 362880.0 + s * (-1 / 39916800.0 + s * high);
    return -1 / 6.0 + s * (1 / 120.0 + s * (-1 / 5040.0 + s * high));
  }

  private static double cosineSeries(double s) {
    double high = -1 / 87178291200.0 + s / 20922789888000.0;
    high = -1 / 3628800.0 + s * (1 / 479001600.0 + s * high);
    return -1 / 2.0 + s * (1 / 24.0 + s * (-1 / 720.0 + s * (1 / 40320.0 + s * high)));
  }

  /**
   * The phase of the vector (re, im) in cycles, [-0.5, 0.5]; 0 for the zero vector, NaN where one
   * is not finite.
   */
  public static double ofVector(double re, double im) {
    double across = Math.abs(re);
    double up = Math.abs(im);
    boolean steep = up > across;
    double longer = steep ? up : across;
    double shorter = steep ? across : up;
    if (longer == 0) {
      return 0;
    }
    int k = (int) (shorter / longer * ENTRIES + 0.5);
    double slope = (double) k / ENTRIES;
    // The tangent of what is left: at most 1/64.
    double rest = (shorter - slope * longer) / (longer + slope * shorter);
    double square = rest * rest;
    double series = -1 / 3.0 + square * (1 / 5.0 + square * (-1 / 7.0 + square / 9));
    double cycles = DIRECTION[k] + PER_TURN * (rest + rest * square * series);
    cycles = steep ? 0.25 - cycles : cycles;
    cycles = re < 0 ? 0.5 - cycles : cycles;
    return im < 0 ? -cycles : cycles;
  }
}
