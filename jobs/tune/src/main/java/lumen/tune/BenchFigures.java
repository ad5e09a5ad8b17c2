package lumen.tune;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;

/**
 * What the metrics of some logs did, by tenant (empty: the whole process) and name: in all lines,
 * in those while the bridge was locked (states E2 and E3, or not told), and in those that tell so.
 */
final class BenchFigures {
  private static final int MOST_TENANTS = 1_000;
  private static final String STATE = "bridge_state";

  private final SortedMap<String, SortedMap<String, Column>> all = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Column>> locked = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Column>> bridged = new TreeMap<>();

  private BenchFigures() {}

  /** Reads logs; lines that hold no metrics are passed over. */
  static BenchFigures of(List<Path> files, double windowS) {
    BenchFigures figures = new BenchFigures();
    for (Path file : files) {
      ControlPhases phases = new ControlPhases(windowS);
      FlatLines.read(file, line -> figures.take(line, PlainValues.of(line, phases)));
    }
    return figures;
  }

  private void take(FlatLine line, SortedMap<String, Double> values) {
    if (values.isEmpty()) {
      return;
    }
    add(all, line.text("tenant"), values);
    double state = values.getOrDefault(STATE, Double.NaN);
    boolean inLock = state == 2 || state == 3;
    if (Double.isNaN(state) || inLock) {
      add(locked, line.text("tenant"), values);
    }
    if (inLock) {
      add(bridged, line.text("tenant"), values);
    }
  }

  private static void add(
      SortedMap<String, SortedMap<String, Column>> columns,
      String tenant,
      SortedMap<String, Double> values) {
    if (columns.size() >= MOST_TENANTS && !columns.containsKey(tenant)) {
      throw CommandFailure.failed("must be of at most " + MOST_TENANTS + " tenants");
    }
    SortedMap<String, Column> ofTenant = columns.computeIfAbsent(tenant, t -> new TreeMap<>());
    values.forEach(
        (name, value) -> ofTenant.computeIfAbsent(name, metric -> new Column()).add(value));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** All figures, by tenant and metric. */
  SortedMap<String, SortedMap<String, Column.Figures>> all() {
    return figures(all);
  }

  /** Those while the bridge was locked. */
  SortedMap<String, SortedMap<String, Column.Figures>> locked() {
    return figures(locked);
  }

  /** Those of lines that tell that the bridge was locked. */
  SortedMap<String, SortedMap<String, Column.Figures>> bridged() {
    return figures(bridged);
  }

  private static SortedMap<String, SortedMap<String, Column.Figures>> figures(
      SortedMap<String, SortedMap<String, Column>> columns) {
    SortedMap<String, SortedMap<String, Column.Figures>> figures = new TreeMap<>();
    for (Map.Entry<String, SortedMap<String, Column>> ofTenant : columns.entrySet()) {
      SortedMap<String, Column.Figures> metrics = new TreeMap<>();
      ofTenant.getValue().forEach((name, column) -> metrics.put(name, column.figures()));
      figures.put(ofTenant.getKey(), Collections.unmodifiableSortedMap(metrics));
    }
    return figures;
  }
}
