package lumen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time axis that all plots of a report share.
 *
 * @param fromS left end in seconds since the epoch
 * @param toS right end
 */
record TimeAxis(double fromS, double toS) {
  /** Width of a plot in its own units. */
  static final int UNITS = 10_000;

  private static final double[] STEPS = {
    0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600,
    43_200, 86_400, 172_800, 604_800
  };
  private static final int MOST_TICKS = 11;

  TimeAxis {
    if (!(fromS < toS)) {
      throw new IllegalArgumentException("axis must not be empty: fromS=" + fromS + " toS=" + toS);
    }
  }

  /** Place of a time in units of the plot, cut at its ends. */
  long units(double seconds) {
    double share = (seconds - fromS) / (toS - fromS);
    return Math.round(Math.max(0, Math.min(1, share)) * UNITS);
  }

  /** Place of a time in percent of the width, cut at its ends. */
  double percent(double seconds) {
    return (double) units(seconds) * 100 / UNITS;
  }

  /** Times of the ticks, round in elapsed time. */
  List<Double> ticks() {
    double step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && (toS - fromS) / STEPS[i] <= MOST_TICKS; i--) {
      step = STEPS[i];
    }
    step = Math.max(step, Math.ceil((toS - fromS) / MOST_TICKS / step) * step);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; fromS + i * step <= toS; i++) {
      ticks.add(fromS + i * step);
    }
    return ticks;
  }

  /** Elapsed time since the left end: m:ss, h:mm:ss or d+hh:mm. */
  String elapsed(double seconds) {
    double rest = seconds - fromS;
    long whole = (long) rest;
    long days = whole / 86_400;
    long hours = whole / 3600 % 24;
    long minutes = whole / 60 % 60;
    if (toS - fromS < 5) {
      return String.format(Locale.ROOT, "%.1f s", rest);
    }
    if (days > 0) {
      return String.format(Locale.ROOT, "%dd %02d:%02d", days, hours, minutes);
    }
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60);
  }

  /** The time of the day in UTC; with the date where the axis is longer than a day. */
  String utc(double seconds) {
    String full = RunSummary.utc(seconds);
    return toS - fromS > 86_400 ? full.substring(5, 16) : full.substring(11);
  }
}
