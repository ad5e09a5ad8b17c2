package lumen.signal.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A line below the least delays of the last ten minutes. Times and delays are held as differences
 * to the newest point, exact, so that the line is laid through small numbers.
 */
final class LowerEnvelope {
  private static final int MOST_POINTS = 60;
  private static final long KEPT_MICROS = 600_000_000;
  private static final double STEEPEST_PPM = 2000;

  private final long[] event = new long[MOST_POINTS];
  private final long[] delay = new long[MOST_POINTS];
  private int points;

  /** The line: base + rest(t), rest(t) = intercept + slope (t - reference). */
  private long reference;

  private long base;
  private double intercept;
  private double slope;

  boolean isEmpty() {
    return points == 0;
  }

  /** Forgets all points and stays at one delay. */
  void startAt(long eventMicros, long delayMicros) {
    points = 0;
    reference = eventMicros;
    base = delayMicros;
    intercept = 0;
    slope = 0;
  }

  /** Adds the least delay of a span, and lays the line anew. */
  void add(long eventMicros, long delayMicros) {
    int gone = points == MOST_POINTS ? 1 : 0;
    while (gone < points && event[gone] < eventMicros - KEPT_MICROS) {
      gone++;
    }
    points -= gone;
    System.arraycopy(event, gone, event, 0, points);
    System.arraycopy(delay, gone, delay, 0, points);
    event[points] = eventMicros;
    delay[points] = delayMicros;
    points++;
    reference = eventMicros;
    base = delayMicros;
    slope = medianSlope();
    intercept = lowerQuartileDistance();
  }

  /** The whole part of the line, in microseconds. */
  long base() {
    return base;
  }

  /** The line less its whole part, in microseconds. */
  double rest(long eventMicros) {
    return intercept + slope * 1e-6 * (eventMicros - reference);
  }

  /** The line in microseconds, for comparisons. */
  double offset(long eventMicros) {
    return base + rest(eventMicros);
  }

  /** Slope in microseconds per second, that is parts per million. */
  double slope() {
    return slope;
  }

  private double medianSlope() {
    if (points < 2) {
      return 0;
    }
    double[] slopes = new double[points * (points - 1) / 2];
    int n = 0;
    for (int i = 0; i < points; i++) {
      for (int j = i + 1; j < points; j++) {
        if (event[j] != event[i]) {
          slopes[n++] = 1e6 * (delay[j] - delay[i]) / (event[j] - event[i]);
        }
      }
    }
    if (n == 0) {
      return 0;
    }
    Arrays.sort(slopes, 0, n);
    double median = (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
    return Math.max(-STEEPEST_PPM, Math.min(STEEPEST_PPM, median));
  }

  private double lowerQuartileDistance() {
    double[] distances = new double[points];
    for (int i = 0; i < points; i++) {
      distances[i] = (delay[i] - base) - slope * 1e-6 * (event[i] - reference);
    }
    Arrays.sort(distances);
    return distances[(points - 1) / 4];
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(reference);
    out.writeLong(base);
    out.writeDouble(intercept);
    out.writeDouble(slope);
    out.writeInt(points);
    for (int i = 0; i < points; i++) {
      out.writeLong(event[i]);
      out.writeLong(delay[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    reference = in.readLong();
    base = in.readLong();
    intercept = in.readDouble();
    slope = in.readDouble();
    points = in.readInt();
    for (int i = 0; i < points; i++) {
      event[i] = in.readLong();
      delay[i] = in.readLong();
    }
  }
}
