package lumen.governance.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.governance.settings.GovernanceSettings.GraphSettings;
import lumen.statistics.FalseDiscovery;
import lumen.statistics.LaggedCorrelation;

/** Finds edges among series of hours that neither their day nor their past tells. */
final class EdgeSearch {
  private static final int DEGREES_OF_DAY = 24;
  private static final double LEAST_PAIRS = 140.0 / 168;

  private EdgeSearch() {}

  static List<LaggedEdge> find(Map<String, double[]> series, GraphSettings graph) {
    List<LaggedEdge> tested = new ArrayList<>();
    series.forEach(
        (from, x) ->
            series.forEach(
                (to, y) -> {
                  LaggedEdge best = from.equals(to) ? null : best(from, x, to, y, graph);
                  if (best != null) {
                    tested.add(best);
                  }
                }));
    double[] q = FalseDiscovery.q(tested.stream().mapToDouble(LaggedEdge::p).toArray());
    List<LaggedEdge> found = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      LaggedEdge edge = tested.get(i).withQ(q[i]);
      if (edge.q() < graph.q() && Math.abs(edge.r()) >= graph.minR()) {
        found.add(edge);
      }
    }
    return found;
  }

  private static LaggedEdge best(
      String from, double[] x, String to, double[] y, GraphSettings graph) {
    double all = LaggedCorrelation.effective(x, y);
    double effective = all - DEGREES_OF_DAY;
    LaggedEdge best = null;
    for (int lag = 1; lag <= graph.maxLagH(); lag++) {
      LaggedCorrelation tried = LaggedCorrelation.of(x, y, lag, all);
      if (tried.pairs() < LEAST_PAIRS * x.length) {
        continue;
      }
      double p = tried.twoSided(effective - lag - 2);
      if (!Double.isNaN(p) && (best == null || p < best.p())) {
        best = new LaggedEdge(from, to, lag, tried.r(), effective, p, Double.NaN);
      }
    }
    return best == null
        ? null
        : new LaggedEdge(
            from,
            to,
            best.lagH(),
            best.r(),
            effective,
            Math.min(1, best.p() * graph.maxLagH()),
            Double.NaN);
  }
}
