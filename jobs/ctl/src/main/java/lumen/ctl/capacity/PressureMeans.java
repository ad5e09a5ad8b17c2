package lumen.ctl.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.cluster.job.JobMetrics.Pressure;

/** Mean shares of the time of each chain over a run. */
final class PressureMeans {
  private static final class Sums {
    double busy;
    double backPressured;
    int samples;
  }

  private final TreeMap<String, Sums> chains = new TreeMap<>();

  void add(List<Pressure> pressures) {
    for (Pressure pressure : pressures) {
      Sums sums = chains.computeIfAbsent(pressure.name(), n -> new Sums());
      sums.busy += pressure.busy();
      sums.backPressured += pressure.backPressured();
      sums.samples++;
    }
  }

  /** The chain that is busiest on average, without a figure if none was told. */
  Pressure busiest() {
    return chains.entrySet().stream()
        .map(PressureMeans::mean)
        .max(Comparator.comparingDouble(Pressure::busy))
        .orElse(new Pressure("", 0, 0));
  }

  double highestBackPressure() {
    return chains.entrySet().stream()
        .mapToDouble(chain -> mean(chain).backPressured())
        .max()
        .orElse(0);
  }

  private static Pressure mean(Map.Entry<String, Sums> chain) {
    Sums sums = chain.getValue();
    return new Pressure(
        chain.getKey(), sums.busy / sums.samples, sums.backPressured / sums.samples);
  }
}
