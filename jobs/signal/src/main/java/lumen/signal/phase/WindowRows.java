package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Differences of a window as they stand in state, column by column: 48 bytes each.
 *
 * <pre>
 *   count (int) | what is written beside the rest (byte) | first step (long) | [steps]
 *   phases | differences | own envelopes | envelopes of the others | filtered | normalised innovations squared
 *   [weights] | first innovation or [innovations]
 * </pre>
 *
 * <p>What follows from the rest is left out, and formed anew in reading: steps in a row, weights
 * that are products of the envelopes or 1, and the innovations, which are what a difference is off
 * the filtered one before it. The writer looks at every bit of it; where one is another, the column
 * is written. So what is read is what was written, whatever it is.
 */
final class WindowRows {
  private static final int STEPS = 1;
  private static final int WEIGHTS = 2;
  private static final int WEIGHTS_OF_ONE = 4;
  private static final int INNOVATIONS = 8;

  private static final int COLUMNS = 6;
  private static final int HEAD_BYTES = Integer.BYTES + 1 + 2 * Long.BYTES;
  private static final int OLDER_ROW_BYTES = 9 * Double.BYTES;

  private final long[] step;
  private final double[] phi;
  private final double[] d;
  private final double[] m;
  private final double[] own;
  private final double[] others;
  private final double[] x;
  private final double[] innovation;
  private final double[] nis;

  private WindowRows(
      long[] step,
      double[] phi,
      double[] d,
      double[] m,
      double[] own,
      double[] others,
      double[] x,
      double[] innovation,
      double[] nis) {
    this.step = step;
    this.phi = phi;
    this.d = d;
    this.m = m;
    this.own = own;
    this.others = others;
    this.x = x;
    this.innovation = innovation;
    this.nis = nis;
  }

  /** Bytes of so many differences where nothing is written that follows from the rest. */
  static int bytes(int n) {
    return HEAD_BYTES + n * COLUMNS * Double.BYTES;
  }

  /** Writes the differences of a window from an index on. */
  static void write(PhaseWindow window, int from, StateWriter out) {
    int n = window.to - from;
    int beside = n == 0 ? 0 : beside(window, from);
    out.writeInt(n);
    out.writeByte(beside);
    out.writeLong(n == 0 ? 0 : window.step[from]);
    if ((beside & STEPS) != 0) {
      out.write(window.step, from, n);
    }
    out.write(window.phi, from, n);
    out.write(window.d, from, n);
    out.write(window.own, from, n);
    out.write(window.others, from, n);
    out.write(window.x, from, n);
    out.write(window.nis, from, n);
    if ((beside & WEIGHTS) != 0) {
      out.write(window.m, from, n);
    }
    out.write(window.innovation, from, (beside & INNOVATIONS) != 0 ? n : Math.min(n, 1));
  }

  private static int beside(PhaseWindow window, int from) {
    int beside = 0;
    boolean products = true;
    boolean ones = true;
    for (int i = from; i < window.to; i++) {
      if (window.step[i] != window.step[from] + (i - from)) {
        beside |= STEPS;
      }
      products &= same(window.m[i], PhaseWindow.weight(window.own[i], window.others[i]));
      ones &= window.m[i] == 1;
      if (i > from && !same(window.innovation[i], innovation(window.d[i], window.x[i - 1]))) {
        beside |= INNOVATIONS;
      }
    }
    if (products) {
      return beside;
    }
    return beside | (ones ? WEIGHTS_OF_ONE : WEIGHTS);
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  /** As {@link lumen.signal.kalman.PhaseKalman} forms it of the estimate before the step. */
  private static double innovation(double difference, double estimate) {
    return Cycles.wrap(difference - estimate);
  }

  /** Reads what {@link #write} wrote. */
  static WindowRows read(StateReader in) {
    int n = in.readCount(COLUMNS * Double.BYTES);
    int beside = in.readByte();
    long firstStep = in.readLong();
    long[] step = (beside & STEPS) != 0 ? in.readLongs(n) : stepsFrom(firstStep, n);
    double[] phi = in.readDoubles(n);
    double[] d = in.readDoubles(n);
    double[] own = in.readDoubles(n);
    double[] others = in.readDoubles(n);
    double[] x = in.readDoubles(n);
    double[] nis = in.readDoubles(n);
    double[] m = (beside & WEIGHTS) != 0 ? in.readDoubles(n) : weights(beside, own, others);
    double[] innovation =
        (beside & INNOVATIONS) != 0
            ? in.readDoubles(n)
            : innovations(in.readDoubles(Math.min(n, 1)), d, x);
    return new WindowRows(step, phi, d, m, own, others, x, innovation, nis);
  }

  private static long[] stepsFrom(long first, int n) {
    long[] steps = new long[n];
    for (int i = 0; i < n; i++) {
      steps[i] = first + i;
    }
    return steps;
  }

  private static double[] weights(int beside, double[] own, double[] others) {
    double[] weights = new double[own.length];
    if ((beside & WEIGHTS_OF_ONE) != 0) {
      Arrays.fill(weights, 1);
      return weights;
    }
    for (int i = 0; i < own.length; i++) {
      weights[i] = PhaseWindow.weight(own[i], others[i]);
    }
    return weights;
  }

  private static double[] innovations(double[] first, double[] d, double[] x) {
    double[] innovations = Arrays.copyOf(first, d.length);
    for (int i = 1; i < d.length; i++) {
      innovations[i] = innovation(d[i], x[i - 1]);
    }
    return innovations;
  }

  /** Reads rows of nine numbers, as they were written up to version 3 of the state. */
  static WindowRows readOlder(StateReader in) {
    int n = in.readCount(OLDER_ROW_BYTES);
    WindowRows rows =
        new WindowRows(
            new long[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]);
    for (int i = 0; i < n; i++) {
      rows.step[i] = in.readLong();
      rows.phi[i] = in.readDouble();
      rows.d[i] = in.readDouble();
      rows.m[i] = in.readDouble();
      rows.own[i] = in.readDouble();
      rows.others[i] = in.readDouble();
      rows.x[i] = in.readDouble();
      rows.innovation[i] = in.readDouble();
      rows.nis[i] = in.readDouble();
    }
    return rows;
  }

  /** Appends those of this step and later ones that the window does not hold yet. */
  void addTo(PhaseWindow window, long firstStep) {
    for (int i = 0; i < step.length; i++) {
      if (step[i] >= firstStep && step[i] > window.newestStep()) {
        window.append(step[i], phi[i], d[i], m[i], own[i], others[i]);
        window.settle(x[i], innovation[i], nis[i]);
      }
    }
  }
}
