package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import lumen.signal.gain.GainCurve;

/** Phase errors by the knots of a gain curve: each entropy ratio counts at the nearest knot. */
final class CurveErrors {
  private final GainCurve curve;
  private final List<KnotErrors> knots = new ArrayList<>();

  CurveErrors(GainCurve curve) {
    this.curve = curve;
    curve.points().forEach(point -> knots.add(new KnotErrors()));
  }

  GainCurve curve() {
    return curve;
  }

  KnotErrors at(int knot) {
    return knots.get(knot);
  }

  /** The errors at the knot nearest to an entropy ratio; the lower one of two as near. */
  KnotErrors near(double entropyRatio) {
    int nearest = 0;
    for (int i = 1; i < knots.size(); i++) {
      double distance = Math.abs(curve.points().get(i).x() - entropyRatio);
      if (distance < Math.abs(curve.points().get(nearest).x() - entropyRatio)) {
        nearest = i;
      }
    }
    return knots.get(nearest);
  }
}
