package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.gain.GainCurve;

/**
 * A new table for a gain curve, knot by knot, from the phase errors near each knot (Franklin,
 * Powell, Workman, Digital Control of Dynamic Systems, on the gains of a sampled loop).
 *
 * <ul>
 *   <li>mean |e| above the drift budget and rho below -0.3: the loop overshoots: kp -10 %, kd +10
 *       %;
 *   <li>mean |e| above the budget otherwise: it corrects too little: kp +10 %;
 *   <li>p95 |e| above 1.5 times the budget and rho below -0.3: kd +10 %;
 *   <li>else, or with fewer than 20 measurements: as it is.
 * </ul>
 *
 * <p>A curve that falls (kp) or rises (kd) everywhere keeps doing so: a knot gives way to its left
 * neighbour.
 */
final class CurveAdvice {
  private static final int FEWEST = 20;
  private static final double OVERSHOOT = -0.3;
  private static final double RARE = 1.5;
  private static final int STEP_PERCENT = 10;

  private final CurveErrors errors;
  private final Kind kind;
  private final double budget;
  private final GainCurve curve;
  private final int knot;

  /** Which curve. */
  enum Kind {
    /** Proportional. */
    KP(10),
    /** Derivative; the loop is stable below 1 cycle per cycle. */
    KD(0.9);

    private final double most;

    Kind(double most) {
      this.most = most;
    }
  }

  CurveAdvice(CurveErrors errors, LumenSettings settings, Kind kind) {
    this.errors = errors;
    this.kind = kind;
    this.budget = settings.bridge().phase().driftBudget();
    this.curve = monotonic(proposed());
    this.knot = worst();
  }

  private List<GainCurve.Point> proposed() {
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < errors.curve().points().size(); i++) {
      GainCurve.Point point = errors.curve().points().get(i);
      int percent = percent(errors.at(i));
      double gain =
          NewValue.Difference.percent(percent)
              .from(NewValue.Decimal.of(point.y()))
              .value()
              .doubleValue();
      points.add(
          new GainCurve.Point(point.x(), percent == 0 ? point.y() : Math.min(kind.most, gain)));
    }
    return points;
  }

  private int percent(KnotErrors at) {
    if (at.size() < FEWEST) {
      return 0;
    }
    boolean overshoots = at.rho() < OVERSHOOT;
    boolean much = at.mean() > budget;
    if (kind == Kind.KD) {
      return overshoots && (much || at.p95() > RARE * budget) ? STEP_PERCENT : 0;
    }
    if (!much) {
      return 0;
    }
    return overshoots ? -STEP_PERCENT : STEP_PERCENT;
  }

  private GainCurve monotonic(List<GainCurve.Point> points) {
    List<GainCurve.Point> old = errors.curve().points();
    int direction = kind == Kind.KP ? -1 : 1;
    for (int i = 1; i < old.size(); i++) {
      if (direction * (old.get(i).y() - old.get(i - 1).y()) < 0) {
        return new GainCurve(points);
      }
    }
    List<GainCurve.Point> kept = new ArrayList<>(points);
    for (int i = 1; i < kept.size(); i++) {
      double left = kept.get(i - 1).y();
      double own = kept.get(i).y();
      double y = direction < 0 ? Math.min(left, own) : Math.max(left, own);
      kept.set(i, new GainCurve.Point(kept.get(i).x(), y));
    }
    return new GainCurve(kept);
  }

  /** The changed knot with the greatest mean error. */
  private int worst() {
    int worst = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < errors.curve().points().size(); i++) {
      if (percent(errors.at(i)) != 0 && errors.at(i).mean() > greatest) {
        greatest = errors.at(i).mean();
        worst = i;
      }
    }
    return worst;
  }

  /** The new curve. */
  GainCurve curve() {
    return curve;
  }

  boolean changed() {
    return !curve.equals(errors.curve());
  }

  /** The figure that the change rests on. */
  String why() {
    KnotErrors at = errors.at(knot);
    return "entropy ratio near %s: mean |e| %s, p95 %s of a budget of %s, rho %s (%d errors)"
        .formatted(
            Rounded.text(errors.curve().points().get(knot).x()),
            Rounded.text(at.mean()),
            Rounded.text(at.p95()),
            Rounded.text(budget),
            Rounded.text(at.rho()),
            at.size());
  }

  /** What is expected of it, in words. */
  String effect() {
    if (kind == Kind.KD) {
      return "overshoot dies out sooner; more of the measurement's noise reaches the tick";
    }
    return percent(errors.at(knot)) > 0
        ? "slow errors get smaller, the lock is found sooner; noise moves the tick more"
        : "overshoot gets smaller, the tick is calmer; slow errors are corrected later";
  }
}
