package lumen.signal.gain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A gain over the entropy ratio: piecewise linear between its points, constant outside them.
 *
 * @param points at least one, strictly increasing in x
 */
public record GainCurve(List<Point> points) implements Serializable {

  /** Checks that the points are finite, and their order. */
  public GainCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("gain curve must have a point: it is empty");
    }
    for (Point point : points) {
      if (!(Double.isFinite(point.x()) && Double.isFinite(point.y()))) {
        throw new IllegalArgumentException("points of a gain curve must be finite: " + point);
      }
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

  /** The least gain of the curve. */
  public double least() {
    double least = points.get(0).y();
    for (Point point : points) {
      least = Math.min(least, point.y());
    }
    return least;
  }

  /** The greatest gain of the curve. */
  public double greatest() {
    double greatest = points.get(0).y();
    for (Point point : points) {
      greatest = Math.max(greatest, point.y());
    }
    return greatest;
  }

  /** Writes the points for {@link #readFrom}. */
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(points.size());
    for (Point point : points) {
      out.writeDouble(point.x());
      out.writeDouble(point.y());
    }
  }

  static GainCurve readFrom(DataInput in) throws IOException {
    int n = in.readInt();
    List<Point> read = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      read.add(new Point(in.readDouble(), in.readDouble()));
    }
    return new GainCurve(read);
  }
}
