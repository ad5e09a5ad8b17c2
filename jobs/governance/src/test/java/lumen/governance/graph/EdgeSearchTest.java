package lumen.governance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.statistics.LaggedCorrelation;
import org.junit.jupiter.api.Test;

/** Made series of a week: a daily rhythm, a past that lasts, and what drives one by another. */
class EdgeSearchTest {
  private static final int HOURS = 168;
  private static final int SETS = 60;
  private static final double MEMORY = 0.6;

  private static double[] noise(Random random) {
    double[] x = new double[HOURS + 24];
    for (int t = 1; t < x.length; t++) {
      x[t] = MEMORY * x[t - 1] + random.nextGaussian();
    }
    return x;
  }

  private static double[] week(double[] x, double rhythm) {
    double[] week = new double[HOURS];
    for (int t = 0; t < HOURS; t++) {
      week[t] = x[t + 24] + rhythm * Math.sin(2 * Math.PI * t / 24);
    }
    return week;
  }

  private static List<LaggedEdge> edges(Map<String, double[]> weeks) {
    Map<String, double[]> rests = new TreeMap<>();
    weeks.forEach((name, week) -> rests.put(name, HourSeries.rest(week, t -> t % 24)));
    return EdgeSearch.find(rests, GovernanceCatalogue.defaults().graph());
  }

  /** Plain correlation would find nearly all of the 56 edges, by the rhythm alone. */
  @Test
  void independentSeriesHaveHardlyAnyEdge() {
    int sets = 0;
    for (int seed = 1; seed <= SETS; seed++) {
      Random random = new Random(seed);
      Map<String, double[]> weeks = new TreeMap<>();
      for (int i = 0; i < 8; i++) {
        weeks.put("s" + i, week(noise(random), 3));
      }
      sets += edges(weeks).isEmpty() ? 0 : 1;
    }
    System.out.printf("independent series: %d of %d sets have an edge%n", sets, SETS);
    assertThat(sets).as("sets of %d, seeds 1..%d", SETS, SETS).isLessThanOrEqualTo(SETS / 20);
  }

  /** What a correlation of the series as they are takes for an edge: all that share a rhythm. */
  @Test
  void plainCorrelationTakesTheRhythmForEdges() {
    int edges = 0;
    for (int seed = 1; seed <= SETS; seed++) {
      Random random = new Random(seed);
      List<double[]> weeks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        weeks.add(LaggedCorrelation.centred(week(noise(random), 3)));
      }
      for (double[] x : weeks) {
        for (double[] y : weeks) {
          edges += x != y && isPlainEdge(x, y) ? 1 : 0;
        }
      }
    }
    String measured = "%.1f of 56 a set, seeds 1..%d".formatted((double) edges / SETS, SETS);
    System.out.println("plain correlation of independent series: " + measured);
    assertThat(edges).as(measured).isGreaterThanOrEqualTo(55 * SETS);
  }

  private static boolean isPlainEdge(double[] x, double[] y) {
    for (int lag = 1; lag <= 6; lag++) {
      LaggedCorrelation tried = LaggedCorrelation.of(x, y, lag);
      if (6 * tried.twoSided(HOURS - lag - 2) < 0.05) {
        return true;
      }
    }
    return false;
  }

  private static int found(double gain, int lag) {
    int found = 0;
    for (int seed = 1; seed <= SETS; seed++) {
      Random random = new Random(seed);
      double[] driver = noise(random);
      double[] driven = noise(random);
      for (int t = driven.length - 1; t >= lag; t--) {
        driven[t] += gain * driver[t - lag];
      }
      Map<String, double[]> weeks = new TreeMap<>();
      weeks.put("driven", week(driven, 3));
      weeks.put("driver", week(driver, 3));
      for (int i = 0; i < 6; i++) {
        weeks.put("s" + i, week(noise(random), 3));
      }
      boolean there =
          edges(weeks).stream()
              .anyMatch(
                  edge ->
                      edge.from().equals("driver")
                          && edge.to().equals("driven")
                          && edge.lagH() == lag);
      found += there ? 1 : 0;
    }
    return found;
  }

  @Test
  void aStrongDriverIsFoundAtItsLag() {
    int strong = found(0.8, 3);
    int weaker = found(0.5, 3);
    int weak = found(0.3, 3);
    String measured = "of %d: %d, %d, %d".formatted(SETS, strong, weaker, weak);
    System.out.println("drivers of gain 0.8, 0.5, 0.3 found, " + measured);
    assertThat(strong).as(measured).isGreaterThanOrEqualTo(SETS * 19 / 20);
    assertThat(weaker).as(measured).isBetween(SETS / 2, strong);
    assertThat(weak).as(measured).isLessThan(weaker / 2);
  }
}
