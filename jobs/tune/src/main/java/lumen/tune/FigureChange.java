package lumen.tune;

import java.util.Optional;
import lumen.tune.Column.Figures;

/**
 * One metric of one tenant before and after a change.
 *
 * <p>Values of a run hang together over a window, so their number says little; what they vary by
 * says what a difference is worth. The slack is half of the larger standard deviation, a thousandth
 * of the mean at least. A metric is worse where its mean moved the wrong way by more than the
 * slack, or its tail (p05 or p95, whichever hurts) by more than twice that; better where one of
 * them moved so the other way, and nothing is worse.
 *
 * @param tenant tenant; empty: the whole process
 * @param metric plain name
 * @param side on which side it is better
 * @param before what it did before; empty: it was not there
 * @param after what it did after; empty: it is not there any more
 */
record FigureChange(
    String tenant,
    String metric,
    BetterSide side,
    Optional<Figures> before,
    Optional<Figures> after) {
  private static final double SHARE_OF_DEVIATION = 0.5;
  private static final double LEAST_SHARE = 1e-3;
  private static final double TAIL_SLACKS = 2;

  /** What became of it. */
  enum Verdict {
    /** It moved to its better side. */
    BETTER,
    /** It moved by less than it varies. */
    SAME,
    /** It moved to its worse side. */
    WORSE,
    /** It was measured before, and is not any more. */
    GONE,
    /** It was not measured before. */
    NEW,
    /** It has too few values on one side. */
    FEW;

    /** Whether it is a reason to go back. */
    boolean hurts() {
      return this == WORSE || this == GONE;
    }
  }

  /** Metric and tenant. */
  String named() {
    return metric + (tenant.isEmpty() ? "" : " of " + OneLine.of(tenant, 40));
  }

  Verdict verdict() {
    if (before.isEmpty()) {
      return Verdict.NEW;
    }
    if (few(before.get())) {
      return Verdict.FEW;
    }
    if (after.isEmpty()) {
      return Verdict.GONE;
    }
    if (few(after.get())) {
      return Verdict.FEW;
    }
    double slack = slack();
    double mean = side.gain(before.get().mean(), after.get().mean());
    double tail = side.gain(side.tail(before.get()), side.tail(after.get())) / TAIL_SLACKS;
    if (Math.min(mean, tail) < -slack) {
      return Verdict.WORSE;
    }
    return Math.max(mean, tail) > slack ? Verdict.BETTER : Verdict.SAME;
  }

  /** By how much the mean must move to count; NaN where one side is missing. */
  double slack() {
    if (before.isEmpty() || after.isEmpty()) {
      return Double.NaN;
    }
    Figures one = before.get();
    Figures other = after.get();
    double deviation = Math.max(one.deviation(), other.deviation());
    double size = Math.max(Math.abs(one.mean()), Math.abs(other.mean()));
    return Math.max(SHARE_OF_DEVIATION * deviation, LEAST_SHARE * size);
  }

  private static boolean few(Figures figures) {
    return figures.n() < BenchRules.FEWEST_VALUES;
  }
}
