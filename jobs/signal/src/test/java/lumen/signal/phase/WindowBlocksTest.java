package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lumen.signal.cycle.Cycles;
import org.junit.jupiter.api.Test;

/** The sums that are kept from step to step are those formed anew from the values, to the bit. */
class WindowBlocksTest {
  private static final int LENGTH = 32;

  /** A difference of the window; only the newest has no filtered value yet. */
  private record Row(long step, double d, double m, double own, double others, double x) {}

  @Test
  void sumsOfASlidingWindow() {
    for (int steps : new int[] {1, 7, 32, 45, 100, 450}) {
      slide(steps, new SplittableRandom(steps));
    }
  }

  private static void slide(int steps, SplittableRandom random) {
    PhaseWindow window = new PhaseWindow(steps);
    List<Row> rows = new ArrayList<>();
    long step = random.nextInt(10_000);
    for (int i = 0; i < 3 * steps + 300; i++) {
      int kind = random.nextInt(200);
      step += kind == 0 ? random.nextInt(2 * steps + 1) + 1 : kind < 12 ? kind : 1;
      if (kind == 199) {
        window.clear();
        rows.clear();
      }
      long first = step - steps + 1;
      window.dropBefore(first);
      rows.removeIf(row -> row.step < first);
      Row row = row(step, random);
      rows.add(row);
      window.append(step, 0, row.d, row.m, row.own, row.others);

      assertThat(bits(window.sums()))
          .as("steps %d step %d", steps, step)
          .isEqualTo(anew(rows, steps));

      window.settle(row.x, 0, 0);
    }
  }

  private static Row row(long step, SplittableRandom random) {
    return new Row(
        step,
        random.nextDouble(-0.5, 0.5),
        random.nextDouble(),
        random.nextDouble(3),
        random.nextDouble(3),
        random.nextDouble(-0.5, 0.5));
  }

  private static List<Long> bits(RunSums sums) {
    return bits(
        sums.weight,
        sums.re,
        sums.im,
        sums.magnitudes,
        sums.meanOwn,
        sums.meanOthers,
        sums.ownSquares,
        sums.othersSquares,
        sums.products);
  }

  private static List<Long> bits(double... values) {
    List<Long> bits = new ArrayList<>();
    for (double value : values) {
      bits.add(Double.doubleToLongBits(value));
    }
    return bits;
  }

  /** Of each block in turn, joined (Chan, Golub, LeVeque 1979). */
  private static List<Long> anew(List<Row> rows, int steps) {
    double[] all = new double[9];
    int n = 0;
    for (int from = 0, to; from < rows.size(); from = to) {
      to = from;
      while (to < rows.size() && place(rows.get(to), steps) == place(rows.get(from), steps)) {
        to++;
      }
      boolean newest = to == rows.size();
      double[] next = plain(rows.subList(from, to), newest);
      int both = n + to - from;
      double share = (double) (to - from) / both;
      double between = n * share;
      double own = next[4] - all[4];
      double others = next[5] - all[5];
      all[6] += next[6] + own * own * between;
      all[7] += next[7] + others * others * between;
      all[8] += next[8] + own * others * between;
      all[4] += own * share;
      all[5] += others * share;
      for (int k = 0; k < 4; k++) {
        all[k] += next[k];
      }
      n = both;
    }
    return bits(all);
  }

  private static long place(Row row, int steps) {
    return row.step / steps * steps + row.step % steps / LENGTH;
  }

  private static double[] plain(List<Row> rows, boolean newest) {
    double[] sums = new double[9];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double angle = Cycles.radians(row.d);
      sums[0] += row.m;
      sums[1] += row.m * StrictMath.cos(angle);
      sums[2] += row.m * StrictMath.sin(angle);
      sums[3] += newest && i == rows.size() - 1 ? 0 : row.m * Math.abs(row.x);
      sums[4] += row.own;
      sums[5] += row.others;
    }
    sums[4] /= rows.size();
    sums[5] /= rows.size();
    for (Row row : rows) {
      double a = row.own - sums[4];
      double b = row.others - sums[5];
      sums[6] += a * a;
      sums[7] += b * b;
      sums[8] += a * b;
    }
    return sums;
  }
}
