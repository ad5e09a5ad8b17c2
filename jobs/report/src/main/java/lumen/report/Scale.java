package lumen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Vertical scale of a plot.
 *
 * @param low value at the bottom
 * @param high value at the top
 * @param log whether equal ratios have equal heights; then low must be above 0
 */
record Scale(double low, double high, boolean log) {
  /** Height of a plot in its own units. */
  static final int UNITS = 1000;

  Scale {
    if (!(low < high) || (log && low <= 0)) {
      throw new IllegalArgumentException("scale must ascend: low=" + low + " high=" + high);
    }
  }

  /** Distance from the top in units. */
  long units(double value) {
    double share = log ? ratio(value) : (value - low) / (high - low);
    return Math.round((1 - Math.max(0, Math.min(1, share))) * UNITS);
  }

  private double ratio(double value) {
    double bounded = Math.max(value, low);
    return StrictMath.log(bounded / low) / StrictMath.log(high / low);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (log) {
      for (double tick = low; tick <= high * 1.001; tick *= 10) {
        ticks.add(tick);
      }
      return ticks;
    }
    double span = high - low;
    double step = StrictMath.pow(10, Math.floor(StrictMath.log10(span)));
    step = span / step < 2.5 ? step / 2 : span / step < 5 ? step : 2 * step;
    for (int i = (int) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  String label(double value) {
    if (log) {
      return String.format(Locale.ROOT, "%.0e", value);
    }
    String text = String.format(Locale.ROOT, high - low < 0.1 ? "%.3f" : "%.2f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
