package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import lumen.signal.cycle.Cycles;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** Differences come back from state to the bit, whatever of them follows from the rest. */
class WindowRowsTest {
  private static final long SEED = 1_404;
  private static final StateForm FORM = new StateForm("rows", 1, 0);
  private static final int STEPS = 64;

  /** What of a difference follows from the rest. */
  private enum Kind {
    ALL,
    NO_STEPS,
    NO_WEIGHTS,
    WEIGHTS_OF_ONE,
    NO_INNOVATIONS,
    NOTHING
  }

  @Test
  void rowsComeBackToTheBit() {
    for (Kind kind : Kind.values()) {
      SplittableRandom random = new SplittableRandom(SEED);
      for (int n : new int[] {0, 1, 2, 40, STEPS}) {
        PhaseWindow window = filled(kind, n, random);
        for (long from : new long[] {Long.MIN_VALUE, 1_000, 1_003, 1_020}) {
          PhaseWindow expected = filled(kind, 0, random);
          copy(window, expected, from);
          PhaseWindow read = new PhaseWindow(STEPS);
          byte[] bytes = written(window, from);
          FORM.read(
              bytes,
              in -> {
                read.readFrom(Long.MIN_VALUE, in.field());
                return 0;
              },
              in -> 0);
          assertThat(rows(read))
              .as("%s rows %d from %d seed %d", kind, n, from, SEED)
              .isEqualTo(rows(expected));
        }
      }
    }
  }

  @Test
  void whatFollowsFromTheRestTakesNothing() {
    SplittableRandom random = new SplittableRandom(SEED);
    int head = written(filled(Kind.ALL, 0, random), 0).length + Double.BYTES;
    for (Kind kind : Kind.values()) {
      int columns =
          switch (kind) {
            case ALL, WEIGHTS_OF_ONE -> 6;
            case NO_STEPS, NO_WEIGHTS, NO_INNOVATIONS -> 7;
            case NOTHING -> 9;
          };
      boolean itsInnovations = kind == Kind.NO_INNOVATIONS || kind == Kind.NOTHING;
      assertThat(written(filled(kind, STEPS, random), Long.MIN_VALUE).length)
          .as("bytes, %s", kind)
          .isEqualTo(head + columns * Double.BYTES * STEPS - (itsInnovations ? Double.BYTES : 0));
    }
  }

  private static PhaseWindow filled(Kind kind, int n, SplittableRandom random) {
    PhaseWindow window = new PhaseWindow(STEPS);
    boolean nothing = kind == Kind.NOTHING;
    double estimate = random.nextDouble(-0.5, 0.5);
    long step = 1_000;
    for (int i = 0; i < n; i++) {
      double own = random.nextDouble(3);
      double others = i == 5 ? 1e300 : random.nextDouble(3);
      double weight =
          switch (kind) {
            case NO_WEIGHTS, NOTHING -> random.nextDouble(3);
            case WEIGHTS_OF_ONE -> 1;
            default -> PhaseWindow.weight(own, others);
          };
      double difference = random.nextDouble(-0.5, 0.5);
      window.append(step, random.nextDouble(), difference, weight, own, others);
      double innovation =
          nothing || kind == Kind.NO_INNOVATIONS
              ? random.nextDouble(-0.5, 0.5)
              : Cycles.wrap(difference - estimate);
      estimate = Cycles.wrap(estimate + random.nextDouble() * innovation);
      window.settle(estimate, innovation, random.nextDouble());
      step += (nothing || kind == Kind.NO_STEPS) && i % 3 == 0 ? 2 : 1;
    }
    return window;
  }

  private static void copy(PhaseWindow window, PhaseWindow to, long from) {
    for (int i = window.from; i < window.to; i++) {
      if (window.step[i] >= from) {
        to.append(
            window.step[i],
            window.phi[i],
            window.d[i],
            window.m[i],
            window.own[i],
            window.others[i]);
        to.settle(window.x[i], window.innovation[i], window.nis[i]);
      }
    }
  }

  private static byte[] written(PhaseWindow window, long from) {
    return FORM.write(0, out -> out.field(rows -> window.writeFrom(from, out)));
  }

  private static String rows(PhaseWindow window) {
    StringBuilder text = new StringBuilder();
    for (int i = window.from; i < window.to; i++) {
      text.append(window.step[i]);
      for (double value :
          new double[] {
            window.phi[i],
            window.d[i],
            window.m[i],
            window.own[i],
            window.others[i],
            window.x[i],
            window.innovation[i],
            window.nis[i]
          }) {
        text.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
