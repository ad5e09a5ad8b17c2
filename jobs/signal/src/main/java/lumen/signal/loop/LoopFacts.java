package lumen.signal.loop;

import java.util.Arrays;
import lumen.signal.gain.Gains;
import org.apache.commons.math3.analysis.solvers.LaguerreSolver;
import org.apache.commons.math3.complex.Complex;

/**
 * What gains do to the linear loop of {@link PhaseLoop}, with a measurement at every tick and its
 * delay of a tick: with q = 1/z the open loop is L = T q^2 / (1 - q) (kp + kd (1 - q) / T + ki T q
 * / (1 - q)), T the tick (Oppenheim, Schafer 2010, 6; Gardner 2005, 4). Gains count as far as the
 * loop lets them: kp up to (1 - kd) / 2 T, ki up to kp / 4 T. Without kp nothing is followed, and
 * nothing is known (NaN).
 *
 * @param damping of the slowest pole: -cos of the angle of ln z
 * @param phaseMargin in degrees, where |L| = 1
 * @param gainMargin by how much the gains may grow until it swings
 * @param overshoot of a step of the phase, as a share of it
 * @param settlingS until a step of the phase is within 2 % for good, in seconds; infinite if never
 * @param stepCycles greatest error after a step of the rate, in cycles for each Hz
 * @param rampCycles error behind a rate that moves, in cycles for each Hz/s: 1 / ki, without end
 *     where that is infinite
 * @param jitter standard deviation of the interval of the tick for each unit of the reference's
 *     phase
 */
public record LoopFacts(
    double damping,
    double phaseMargin,
    double gainMargin,
    double overshoot,
    double settlingS,
    double stepCycles,
    double rampCycles,
    double jitter) {
  private static final int STEPS = 6_000;
  private static final int BISECTIONS = 80;
  private static final double SETTLED = 0.02;
  private static final double NO_POLE = 1e-9;
  private static final double NONE = Double.NaN;
  private static final LoopFacts NOTHING =
      new LoopFacts(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);

  /**
   * Of some gains.
   *
   * @param tickMs the tick
   */
  public static LoopFacts of(Gains gains, double tickMs) {
    double t = tickMs / 1000;
    Gains acting = counted(gains, tickMs);
    if (!(acting.kp() > 0)) {
      return NOTHING;
    }
    OpenLoop loop = new OpenLoop(acting, t);
    double[] step = answer(acting, t, 1, 0);
    double greatest = Arrays.stream(step).max().orElse(0);
    double[] rate = answer(acting, t, 0, 1);
    double behind = 0;
    for (int k = 0; k < STEPS; k++) {
      behind = Math.max(behind, t * k - rate[k]);
    }
    return new LoopFacts(
        damping(acting, t),
        180 + StrictMath.toDegrees(loop.at(crossing(loop)).phase()),
        1 / loop.magnitude(turning(loop)),
        greatest - 1,
        settled(step, t),
        behind,
        1 / acting.ki(),
        jitter(step));
  }

  /** Whether anything is followed. */
  public boolean follows() {
    return !Double.isNaN(damping);
  }

  /** The gains as far as they count at a tick. */
  public static Gains counted(Gains gains, double tickMs) {
    double t = tickMs / 1000;
    double kp = Math.min(gains.kp(), (1 - gains.kd()) / (2 * t));
    return new Gains(kp, Math.min(gains.ki(), kp / (4 * t)), gains.kd());
  }

  /**
   * Phase of the bridge at the reference's ticks, in cycles.
   *
   * @param phase step of the reference's phase at the first
   * @param hz step of its rate there
   */
  private static double[] answer(Gains gains, double t, double phase, double hz) {
    double[] own = new double[STEPS];
    double integral = 0;
    double waiting = 0;
    double before = 0;
    for (int k = 0; k + 1 < STEPS; k++) {
      double e = phase + hz * t * k - own[k];
      own[k + 1] = own[k] + waiting * t;
      waiting = integral + gains.kp() * e + gains.kd() * (e - before) / t;
      integral += gains.ki() * e * t;
      before = e;
    }
    return own;
  }

  /** The phase of the bridge after a step of the reference's by one cycle, tick by tick. */
  public static double[] stepResponse(Gains gains, double tickMs, int ticks) {
    double t = tickMs / 1000;
    return Arrays.copyOf(answer(counted(gains, tickMs), t, 1, 0), ticks);
  }

  /** Magnitude and phase in radians of the open loop at a frequency in Hz. */
  public static double[] openLoop(Gains gains, double tickMs, double hz) {
    double t = tickMs / 1000;
    OpenLoop.Answer answer = new OpenLoop(counted(gains, tickMs), t).at(2 * Math.PI * hz);
    return new double[] {answer.magnitude(), answer.phase()};
  }

  private static double settled(double[] step, double t) {
    int last = 0;
    for (int k = 0; k < step.length; k++) {
      last = Math.abs(1 - step[k]) > SETTLED ? k + 1 : last;
    }
    return last == step.length ? Double.POSITIVE_INFINITY : last * t;
  }

  /** The step response is the sum of the impulse's: its second difference is that of intervals. */
  private static double jitter(double[] step) {
    double sum = 0;
    for (int k = 2; k < step.length; k++) {
      double change = step[k] - 2 * step[k - 1] + step[k - 2];
      sum += change * change;
    }
    return Math.sqrt(sum);
  }

  private static double damping(Gains g, double t) {
    double[] coefficients = {
      g.kd(), -t * g.kp() - 2 * g.kd() + g.ki() * t * t, 1 + t * g.kp() + g.kd(), -2, 1
    };
    int from = g.kd() == 0 ? 1 : 0;
    double[] polynomial = Arrays.copyOfRange(coefficients, from, coefficients.length);
    double slowest = Double.NEGATIVE_INFINITY;
    double damping = Double.NaN;
    for (Complex z : new LaguerreSolver().solveAllComplex(polynomial, 0.5)) {
      if (z.abs() < NO_POLE || z.subtract(1).abs() < NO_POLE) {
        continue;
      }
      Complex pole = z.log();
      if (pole.getReal() > slowest) {
        slowest = pole.getReal();
        damping = -pole.getReal() / pole.abs();
      }
    }
    return damping;
  }

  /** The frequency at which the magnitude is 1, in rad/s: it falls all the way. */
  private static double crossing(OpenLoop loop) {
    double low = 1e-6;
    double high = Math.PI / loop.tickS();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = Math.sqrt(low * high);
      if (loop.magnitude(middle) >= 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The frequency at which the phase has turned by half a cycle, in rad/s. */
  private static double turning(OpenLoop loop) {
    double low = crossing(loop);
    double high = Math.PI / loop.tickS();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (loop.at(middle).phase() > -Math.PI) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
