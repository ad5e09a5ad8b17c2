package lumen.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lumen.ctl.capacity.RunFigure;
import lumen.terminal.Amount;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/** Events per second of what was run in turn, one figure each round. */
final class RoundRates {
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  /** Adds the figure of a round. */
  void add(String name, double rate) {
    rates.computeIfAbsent(name, n -> new ArrayList<>()).add(rate);
  }

  /** Forgets the rounds that do not count. */
  void forget() {
    rates.clear();
  }

  /** What was run, in the order of its first round. */
  List<String> names() {
    return List.copyOf(rates.keySet());
  }

  boolean has(String name) {
    return rates.containsKey(name);
  }

  /** The ratios of each round. */
  double[] ratios(String of, String to) {
    List<Double> over = rates.get(of);
    List<Double> under = rates.get(to);
    double[] ratios = new double[over.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = over.get(i) / under.get(i);
    }
    return ratios;
  }

  /**
   * Prints a row for each name, with the median of its ratios to some of the others.
   *
   * @param to of those that were run, a column each
   */
  void print(PrintWriter out, List<String> to) {
    List<String> header = new ArrayList<>(List.of("run", "events/s", "least", "most"));
    to.forEach(name -> header.add("of " + name));
    TextTable table = new TextTable(header.toArray(new String[0]));
    for (Map.Entry<String, List<Double>> run : rates.entrySet()) {
      RunFigure figures = figures(run.getValue());
      List<String> cells = new ArrayList<>();
      cells.add(run.getKey());
      cells.add(Amount.count(Math.round(figures.median())));
      cells.add(Amount.count(Math.round(figures.least())));
      cells.add(Amount.count(Math.round(figures.most())));
      to.forEach(name -> cells.add(median(run.getKey(), name)));
      table.row(cells.toArray());
    }
    table.print(out);
  }

  private String median(String of, String to) {
    return String.format(Locale.ROOT, "%.2f", new RunFigure(ratios(of, to)).median());
  }

  /** The figures of all rounds as JSON; blanks of names become underscores. */
  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    rates.forEach((name, all) -> json.set(name.replace(' ', '_'), Json.mapper().valueToTree(all)));
    return json;
  }

  private static RunFigure figures(List<Double> values) {
    return new RunFigure(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
