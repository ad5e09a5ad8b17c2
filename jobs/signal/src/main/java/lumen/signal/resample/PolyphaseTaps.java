package lumen.signal.resample;

import lumen.signal.filter.KaiserWindow;
import lumen.signal.filter.SharedTables;
import lumen.signal.regularise.RateRatio;

/**
 * The low-pass filter of a rate ratio up/down, arranged by what one input adds to which output.
 *
 * <p>Windowed sinc with a Kaiser window of beta 5, half length {@code 10 down}, cut-off 1/down of
 * Nyquist on the axis raised {@code up} times, gain 1 at 0 Hz, times {@code up}: the default filter
 * of SciPy's {@code resample_poly} for up <= down (Crochiere and Rabiner 1983 on the structure).
 *
 * <p>Row r holds the taps that an input at distance r after an output's position gives to the 21
 * outputs around it, so that the inner loop reads memory in order. A ratio with down above {@value
 * #MAX_TABLE_DOWN} gets no table of its own: its rows are interpolated in one that all such ratios
 * share, {@link InterpolatedTaps}, at four times the reads, and no recording, however odd its
 * rates, can ask for more memory than the shared tables' bound.
 */
public final class PolyphaseTaps {
  /** Half length of the filter in outputs. */
  public static final int HALF = 10;

  /** Number of outputs an input can add to. */
  public static final int OUTPUTS = 2 * HALF + 1;

  static final int MAX_TABLE_DOWN = 4096;
  private static final int SHARED = 64;
  private static final KaiserWindow KAISER = new KaiserWindow(5.0);
  private static final SharedTables<RateRatio, PolyphaseTaps> TABLES =
      new SharedTables<>(SHARED, PolyphaseTaps::new);

  private final long down;
  private final double scale;
  private final double[] rows;
  private final InterpolatedTaps interpolated;

  private PolyphaseTaps(RateRatio ratio) {
    down = ratio.down();
    scale = ratio.up() / gain(down);
    boolean small = down <= MAX_TABLE_DOWN;
    rows = small ? tabulate() : new double[0];
    interpolated = small ? null : new InterpolatedTaps(down, scale / down);
  }

  /** The taps of a ratio, shared by all channels that have it. */
  public static PolyphaseTaps of(RateRatio ratio) {
    return TABLES.get(ratio);
  }

  /**
   * Adds one input to the outputs it belongs to.
   *
   * @param x input
   * @param r position of the input after the middle output, in steps of the raised axis, 0 to
   *     down-1
   * @param sums running sums of {@link #OUTPUTS} outputs
   */
  void scatter(double x, long r, double[] sums) {
    int first = r == 0 ? 0 : 1;
    if (interpolated != null) {
      interpolated.scatter(x, r, first, sums);
      return;
    }
    int row = (int) r * OUTPUTS;
    for (int j = first; j < OUTPUTS; j++) {
      sums[j] += x * rows[row + j];
    }
  }

  /** The tap at an offset from the centre on the raised axis; 0 outside of the filter. */
  double tap(long offset) {
    return Math.abs(offset) > HALF * down ? 0 : scale * prototype(offset, down);
  }

  private double[] tabulate() {
    double[] table = new double[(int) down * OUTPUTS];
    for (int r = 0; r < down; r++) {
      for (int j = 0; j < OUTPUTS; j++) {
        table[r * OUTPUTS + j] = tap((j - HALF) * down - r);
      }
    }
    return table;
  }

  /** The windowed sinc before it is scaled to a gain of 1. */
  static double prototype(long offset, long down) {
    long distance = Math.abs(offset);
    if (distance == 0) {
      return 1.0 / down;
    }
    long rest = distance % down;
    double sine = StrictMath.sin(Math.PI * Math.min(rest, down - rest) / down);
    double sinc = sine / (Math.PI * distance);
    double windowed = sinc * KAISER.at((double) distance / (HALF * down));
    return (distance / down) % 2 == 0 ? windowed : -windowed;
  }

  /**
   * The sum of the prototype's taps.
   *
   * <p>Beyond the tables' limit the sum is carried on by the Euler-Maclaurin formula: it is the
   * trapezoidal rule of step 1/down for an integral whose integrand f vanishes at both ends, so
   * that it differs between two steps by {@code (f'(10) - f'(-10))/12} times the difference of
   * their squares, with an error of order down^-4 (below 1e-17).
   */
  static double gain(long down) {
    if (down > MAX_TABLE_DOWN) {
      double slopeAtEnd = KAISER.at(1) / HALF;
      double steps =
          1.0 / ((double) down * down) - 1.0 / ((double) MAX_TABLE_DOWN * MAX_TABLE_DOWN);
      return gain(MAX_TABLE_DOWN) + 2 * slopeAtEnd / 12 * steps;
    }
    double sum = 0;
    for (long offset = HALF * down; offset > 0; offset--) {
      sum += 2 * prototype(offset, down);
    }
    return sum + prototype(0, down);
  }
}
