package lumen.ctl.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import lumen.terminal.Amount;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/** The figures of a sitting for people and for machines. */
final class CapacityTable {
  private record Row(String key, String title, RunFigure figures, DoubleFunction<String> form) {}

  private final CapacityFigures figures;
  private final List<Requirement> requirements;

  CapacityTable(CapacityFigures figures, List<Requirement> requirements) {
    this.figures = figures;
    this.requirements = List.copyOf(requirements);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>(ofTheRun());
    for (String task : figures.tasks()) {
      rows.add(
          new Row(
              "cpu_seconds_" + task.replaceAll("[^a-z0-9]+", "_"),
              "TaskManager CPU of " + task,
              figures.taskSeconds(task),
              CapacityTable::seconds));
    }
    return rows;
  }

  private List<Row> ofTheRun() {
    return List.of(
        new Row("events_per_second", "events/s", figures.rate(), CapacityTable::count),
        new Row("seconds", "first to last frame", figures.seconds(), CapacityTable::seconds),
        new Row(
            "finished_seconds",
            "until all is committed",
            figures.finishedSeconds(),
            CapacityTable::seconds),
        new Row(
            "taskmanager_cpu",
            "TaskManager CPU, mean",
            figures.taskManagerCpu(),
            CapacityTable::percent),
        new Row(
            "taskmanager_cpu_p95",
            "TaskManager CPU, p95",
            figures.taskManagerCpuP95(),
            CapacityTable::percent),
        new Row(
            "taskmanager_bytes",
            "TaskManager memory",
            figures.taskManagerBytes(),
            CapacityTable::bytes),
        new Row("heap_bytes", "TaskManager heap in use", figures.heapBytes(), CapacityTable::bytes),
        new Row(
            "jobmanager_cpu",
            "JobManager CPU, mean",
            figures.jobManagerCpu(),
            CapacityTable::percent),
        new Row(
            "jobmanager_bytes",
            "JobManager memory",
            figures.jobManagerBytes(),
            CapacityTable::bytes),
        new Row("busy", "busiest chain at work", figures.busy(), CapacityTable::percent),
        new Row("backpressured", "backpressure", figures.backPressured(), CapacityTable::percent),
        new Row("checkpoints", "checkpoints", figures.completedCheckpoints(), CapacityTable::count),
        new Row(
            "checkpoint_seconds",
            "longest checkpoint",
            figures.checkpointSeconds(),
            CapacityTable::seconds),
        new Row("state_bytes", "largest state", figures.stateBytes(), CapacityTable::bytes),
        new Row(
            "checkpointed_bytes",
            "written to checkpoints",
            figures.checkpointedBytes(),
            CapacityTable::bytes));
  }

  /** Prints both tables. */
  void print(PrintWriter out) {
    TextTable table = new TextTable("figure", "median", "least", "most");
    for (Row row : rows()) {
      table.row(
          row.title(),
          row.form().apply(row.figures().median()),
          row.form().apply(row.figures().least()),
          row.form().apply(row.figures().most()));
    }
    out.printf(
        "%s events, %d run(s), busiest chain: %s%n",
        Amount.count(figures.events()), figures.runs().size(), figures.runs().get(0).busiest());
    table.print(out);
    TextTable verdict = new TextTable("required", "bar", "found", "met");
    for (Requirement requirement : requirements) {
      verdict.row(
          requirement.name(),
          requirement.wanted(),
          requirement.found(),
          requirement.met() ? "yes" : "NO");
    }
    out.println();
    verdict.print(out);
  }

  /** The same as JSON: each figure as median, least, most and the values of all runs. */
  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("events", figures.events());
    for (Row row : rows()) {
      ObjectNode figure = json.putObject(row.key());
      figure.put("median", row.figures().median());
      figure.put("least", row.figures().least());
      figure.put("most", row.figures().most());
    }
    Map<String, Boolean> met = new LinkedHashMap<>();
    requirements.forEach(requirement -> met.put(requirement.name(), requirement.met()));
    json.set("met", Json.mapper().valueToTree(met));
    return json;
  }

  private static String count(double x) {
    return Amount.count(Math.round(x));
  }

  private static String bytes(double x) {
    return Amount.bytes((long) x);
  }

  private static String seconds(double x) {
    return String.format(Locale.ROOT, "%.2f s", x);
  }

  private static String percent(double x) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * x);
  }
}
