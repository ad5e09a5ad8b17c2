package lumen.benchmarks.table;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lumen.terminal.TextTable;

/** The table of all rows, each with its newest measurement. */
public final class RowTable {
  private static final String[] HEADER = {
    "row", "befbdc8", "bar", "stretch", "median", "range", "verdict"
  };

  private final Map<String, MeasuredRow> newest = new TreeMap<>();

  /**
   * @param measured in the order in which it was measured
   */
  public RowTable(List<MeasuredRow> measured) {
    measured.forEach(row -> newest.put(row.row(), row));
  }

  /** Prints it at most 100 columns wide. */
  public void print(PrintWriter out) {
    TextTable table = new TextTable(HEADER);
    cells().forEach(cells -> table.row(cells.toArray()));
    table.print(out);
    notes().forEach(out::println);
    out.flush();
  }

  /** Prints it for a page. */
  public void printMarkdown(PrintWriter out) {
    out.println("| " + String.join(" | ", HEADER) + " |");
    out.println("|---|---|---|---|---|---|---|");
    for (List<String> cells : cells()) {
      out.println("| " + String.join(" | ", cells) + " |");
    }
    out.println();
    notes().forEach(note -> out.println(note + "  "));
    out.flush();
  }

  private List<List<String>> cells() {
    List<List<String>> all = new ArrayList<>();
    for (BenchmarkRow row : BenchmarkRow.values()) {
      RowBar bar = row.bar();
      MeasuredRow found = newest.get(row.key());
      List<String> cells =
          new ArrayList<>(
              List.of(row.title(), bar.before(), bar.text(), bar.unit().brief(bar.stretch())));
      cells.addAll(
          found == null
              ? List.of("-", "-", "not measured")
              : List.of(
                  bar.unit().text(found.median()),
                  bar.unit().range(found.low(), found.high()),
                  bar.verdict(found.median())));
      all.add(cells);
    }
    return all;
  }

  /** On what it was measured; figures of several machines or builds are not to be compared. */
  private List<String> notes() {
    Set<String> sittings = new LinkedHashSet<>();
    for (BenchmarkRow row : BenchmarkRow.values()) {
      MeasuredRow found = newest.get(row.key());
      if (found != null) {
        sittings.add("measured on %s at commit %s".formatted(found.machine(), found.commit()));
      }
    }
    List<String> notes = new ArrayList<>(sittings);
    if (sittings.size() > 1) {
      notes.add("rows of several machines or commits: compare those of one alone");
    }
    newest.keySet().stream()
        .filter(key -> BenchmarkRow.of(key).isEmpty())
        .forEach(key -> notes.add("measured, and no row of this table: " + key));
    return notes;
  }
}
