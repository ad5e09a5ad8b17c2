package lumen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import lumen.ctl.capacity.RunFigure;

/**
 * What an event costs, of pairs of runs: one of a shorter recording, one of a longer.
 *
 * @param shorter runs of the shorter one, one a round, at least one
 * @param longer runs of the longer one in the same rounds
 */
record GrowthCost(List<Run> shorter, List<Run> longer) {
  private static final double MILLION = 1e6;

  /**
   * A run.
   *
   * @param events events of the recording
   * @param seconds from the moment all tasks run to the last frame
   * @param cpuSeconds processor time of the TaskManager from the start of the job to its end
   * @param checkpointSeconds its longest checkpoint
   */
  record Run(long events, double seconds, double cpuSeconds, double checkpointSeconds) {}

  GrowthCost {
    if (shorter.isEmpty() || shorter.size() != longer.size()) {
      throw new IllegalArgumentException(
          "runs must come in pairs: %d, %d".formatted(shorter.size(), longer.size()));
    }
    shorter = List.copyOf(shorter);
    longer = List.copyOf(longer);
  }

  /** Processor seconds of a million events more, of each round. */
  double[] cpuPerMillion() {
    double[] costs = new double[shorter.size()];
    for (int i = 0; i < costs.length; i++) {
      Run few = shorter.get(i);
      Run many = longer.get(i);
      costs[i] = MILLION * (many.cpuSeconds - few.cpuSeconds) / (many.events - few.events);
    }
    return costs;
  }

  /** Events a second of those that the longer has more, of each round. */
  RunFigure rate() {
    double[] rates = new double[shorter.size()];
    for (int i = 0; i < rates.length; i++) {
      Run few = shorter.get(i);
      Run many = longer.get(i);
      rates[i] = (many.events - few.events) / (many.seconds - few.seconds);
    }
    return new RunFigure(rates);
  }

  /** The longest checkpoint of each round, in seconds. */
  RunFigure checkpointSeconds() {
    double[] longest = new double[shorter.size()];
    for (int i = 0; i < longest.length; i++) {
      longest[i] = Math.max(shorter.get(i).checkpointSeconds, longer.get(i).checkpointSeconds);
    }
    return new RunFigure(longest);
  }

  /** How many times the cost of an event of other channels this is, round by round. */
  RunFigure times(GrowthCost few) {
    double[] own = cpuPerMillion();
    double[] other = few.cpuPerMillion();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(own.length, other.length); i++) {
      ratios.add(own[i] / other[i]);
    }
    return new RunFigure(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
