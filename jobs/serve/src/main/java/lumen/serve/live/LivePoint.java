package lumen.serve.live;

import java.util.Arrays;

/**
 * The figures of a tenant at a moment.
 *
 * @param number of the scrape, 1 for the first
 * @param millis when it was taken, since the epoch
 * @param values by {@link LiveFigure#place}, NaN where none is given
 */
record LivePoint(long number, long millis, float[] values) {
  static LivePoint none(long number, long millis) {
    float[] values = new float[LiveFigure.values().length];
    Arrays.fill(values, Float.NaN);
    return new LivePoint(number, millis, values);
  }

  float value(LiveFigure figure) {
    return values[figure.place()];
  }
}
