package lumen.governance.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * The maturity score.
 *
 * @param windowDays days that are looked at
 * @param minWeight least weight of the sub-scores that are known
 */
public record MaturitySettings(
    int windowDays,
    double minWeight,
    SubScore deploys,
    SubScore latency,
    SubScore errors,
    SubScore availability,
    SubScore cache,
    SubScore cost) {
  static final MaturitySettings DEFAULTS =
      new MaturitySettings(
          30,
          60,
          new SubScore(15, curve(0, 0, 1, 40, 4, 80, 30, 100)),
          new SubScore(15, curve(50, 100, 100, 80, 300, 40, 1000, 0)),
          new SubScore(20, curve(0, 100, 0.1, 80, 1, 0)),
          new SubScore(25, curve(99, 0, 99.5, 80, 99.95, 100)),
          new SubScore(15, curve(50, 0, 70, 40, 80, 80, 95, 100)),
          new SubScore(10, List.of()));

  /**
   * One sub-score.
   *
   * @param weight of 100
   * @param curve points [x, score], x rising; empty where there is none
   */
  public record SubScore(double weight, List<List<Double>> curve) {
    /** The score of x: straight between points, constant outside; NaN without a curve or x. */
    public double score(double x) {
      if (curve.isEmpty() || Double.isNaN(x)) {
        return Double.NaN;
      }
      List<Double> before = curve.get(0);
      if (x <= before.get(0)) {
        return before.get(1);
      }
      for (List<Double> point : curve) {
        if (x <= point.get(0)) {
          double share = (x - before.get(0)) / (point.get(0) - before.get(0));
          return before.get(1) + share * (point.get(1) - before.get(1));
        }
        before = point;
      }
      return before.get(1);
    }
  }

  private static List<List<Double>> curve(double... points) {
    List<List<Double>> curve = new ArrayList<>();
    for (int i = 0; i < points.length; i += 2) {
      curve.add(List.of(points[i], points[i + 1]));
    }
    return List.copyOf(curve);
  }
}
