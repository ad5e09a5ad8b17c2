package lumen.governance.settings;

import java.io.Serializable;
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
    SubScore cost)
    implements Serializable {
  /**
   * One sub-score.
   *
   * @param weight of 100
   * @param curve of its figure
   */
  public record SubScore(double weight, ScoreCurve curve) implements Serializable {
    /** The score of x; NaN without a curve or x. */
    public double score(double x) {
      return curve.score(x);
    }
  }

  /**
   * A point of a curve.
   *
   * @param x the figure, in its unit
   * @param score 0 to 100
   */
  public record ScorePoint(double x, double score) implements Serializable {}

  /**
   * Scores of a figure.
   *
   * @param points x rising; empty where there is none
   */
  public record ScoreCurve(List<ScorePoint> points) implements Serializable {
    /** Copies the points. */
    public ScoreCurve {
      points = List.copyOf(points);
    }

    /** The score of x: straight between points, constant outside; NaN without a curve or x. */
    public double score(double x) {
      if (points.isEmpty() || Double.isNaN(x)) {
        return Double.NaN;
      }
      ScorePoint before = points.get(0);
      if (x <= before.x()) {
        return before.score();
      }
      for (ScorePoint point : points) {
        if (x <= point.x()) {
          double share = (x - before.x()) / (point.x() - before.x());
          return before.score() + share * (point.score() - before.score());
        }
        before = point;
      }
      return before.score();
    }
  }
}
