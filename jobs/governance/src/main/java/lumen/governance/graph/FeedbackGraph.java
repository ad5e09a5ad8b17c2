package lumen.governance.graph;

import static lumen.governance.figure.ServiceCalendar.DAY;
import static lumen.governance.figure.ServiceCalendar.HOUR;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.figure.History;
import lumen.governance.figure.HourSums;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.GovernanceSettings.GraphSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Which figure of a service follows which, by the hours of the last days: correlations, which only
 * order proposals. An edge that is not found again fades.
 */
public final class FeedbackGraph {
  private static final double FADED = 0.05;

  private final NavigableMap<Ends, Edge> edges = new TreeMap<>();

  /** Where an edge leads from and to. */
  private record Ends(String from, String to) implements Comparable<Ends> {
    @Override
    public int compareTo(Ends other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }

    private String rule() {
      return "edge." + from + '.' + to;
    }
  }

  private record Edge(LaggedEdge found, long first, long last) {}

  /** Looks at the end of a day. */
  public void day(History history, GovernanceSettings settings, ServiceOutputs out) {
    GraphSettings graph = settings.graph();
    long upTo = history.now() / HOUR;
    int hours = graph.days() * 24;
    NavigableMap<Long, HourSums> kept = history.hoursBetween(upTo - hours, upTo);
    Map<String, double[]> series = new HourSeries(history, kept, settings).rests(upTo, hours);
    for (LaggedEdge found : EdgeSearch.find(series, graph)) {
      Ends ends = new Ends(found.from(), found.to());
      Edge before = edges.get(ends);
      long now = history.now();
      edges.put(ends, new Edge(found, before == null ? now : before.first(), now));
      if (before == null) {
        Fields values =
            new Fields()
                .put("lag_h", (long) found.lagH())
                .put("r", found.r())
                .put("n_eff", found.effective())
                .put("q", found.q());
        out.evidence(now, "edge", ends.rule(), "begin", null, values);
      }
    }
    tell(history.now(), graph, out);
  }

  private void tell(long now, GraphSettings graph, ServiceOutputs out) {
    for (Map.Entry<Ends, Edge> each : new TreeMap<>(edges).entrySet()) {
      Edge edge = each.getValue();
      LaggedEdge found = edge.found();
      double days = (now - edge.last()) / (double) DAY;
      double weight = Math.abs(found.r()) * StrictMath.pow(2, -days / graph.halfLifeDays());
      if (weight < FADED) {
        edges.remove(each.getKey());
        out.evidence(now, "edge", each.getKey().rule(), "end", null, new Fields());
      } else {
        out.edge(now, figures(found, edge, weight));
      }
    }
  }

  private static Fields figures(LaggedEdge found, Edge edge, double weight) {
    return new Fields()
        .put("kind", "correlation")
        .put("from", found.from())
        .put("to", found.to())
        .put("lag_h", (long) found.lagH())
        .put("r", found.r())
        .put("n_eff", found.effective())
        .put("q", found.q())
        .put("first", History.seconds(edge.first()))
        .put("last", History.seconds(edge.last()))
        .put("weight", weight)
        .put("change", Double.NaN)
        .put("p", Double.NaN);
  }

  /** Writes all. */
  public void write(StateWriter out) {
    out.writeInt(edges.size());
    for (Map.Entry<Ends, Edge> each : edges.entrySet()) {
      LaggedEdge found = each.getValue().found();
      out.writeText(found.from());
      out.writeText(found.to());
      out.writeInt(found.lagH());
      out.writeDouble(found.r());
      out.writeDouble(found.effective());
      out.writeDouble(found.p());
      out.writeDouble(found.q());
      out.writeLong(each.getValue().first());
      out.writeLong(each.getValue().last());
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(7 * Long.BYTES); n > 0; n--) {
      LaggedEdge found =
          new LaggedEdge(
              in.readText(),
              in.readText(),
              in.readInt(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble());
      edges.put(new Ends(found.from(), found.to()), new Edge(found, in.readLong(), in.readLong()));
    }
  }
}
