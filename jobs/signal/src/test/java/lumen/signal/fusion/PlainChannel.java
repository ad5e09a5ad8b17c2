package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A channel of {@link PlainFusion}, with everything it ever had. */
final class PlainChannel {
  final ChannelId id;
  final double weight;
  final NavigableMap<Long, double[]> steps;
  final long windowSteps;
  double lag;
  double x;
  double p = 1;
  double q;
  double r;
  final List<double[]> batch = new ArrayList<>();
  final NavigableMap<Long, double[]> differences = new TreeMap<>();
  Long lastPresent;
  double[] statistics;

  PlainChannel(FusionSettings settings, ChannelId id, Scenario scenario) {
    this.id = id;
    this.weight = scenario.weight(id);
    this.steps = scenario.steps().get(id);
    this.windowSteps = settings.windowSteps();
    this.q = settings.kalman().q();
    this.r = settings.kalman().r();
  }

  /** Phase (NaN if none) and envelope, or null if absent. */
  double[] read(long g) {
    double whole = Math.floor(lag);
    double[] low = steps.get(g + (long) whole);
    double[] high = lag == whole ? low : steps.get(g + (long) whole + 1);
    if (low == null || high == null) {
      return null;
    }
    double part = lag - whole;
    return new double[] {
      PlainFusion.wrap(low[1] + part * PlainFusion.wrap(high[1] - low[1])),
      low[2] + part * (high[2] - low[2])
    };
  }

  int run(long last) {
    int n = 0;
    while (n < windowSteps && steps.containsKey(last - n)) {
      n++;
    }
    return n;
  }

  double[] values(long g, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = steps.get(g - n + i)[0];
    }
    return PlainLags.standardised(values);
  }

  boolean expectedAt(long g) {
    return lastPresent != null && g <= lastPresent + windowSteps - 1;
  }

  List<double[]> window(long g) {
    return new ArrayList<>(differences.subMap(g - windowSteps + 1, true, g, true).values());
  }
}
