package lumen.signal.gain;

import java.io.Serializable;
import java.util.List;

/**
 * A gain over the entropy ratio: piecewise linear between its points, constant outside them.
 *
 * @param points at least one, strictly increasing in x
 */
public record GainCurve(List<Point> points) implements Serializable {

  /** Checks the order of the points. */
  public GainCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("gain curve must have a point: it is empty");
    }
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).x() > points.get(i - 1).x())) {
        throw new IllegalArgumentException(
            "gain curve must increase in x: "
                + points.get(i - 1).x()
                + " is followed by "
                + points.get(i).x());
      }
    }
  }

  /** One point: the gain y at the entropy ratio x. */
  public record Point(double x, double y) implements Serializable {}

  /** The gain at an entropy ratio. */
  public double at(double x) {
    Point left = points.get(0);
    if (!(x > left.x())) {
      return left.y();
    }
    for (Point right : points.subList(1, points.size())) {
      if (x <= right.x()) {
        return left.y() + (right.y() - left.y()) * ((x - left.x()) / (right.x() - left.x()));
      }
      left = right;
    }
    return left.y();
  }
}
