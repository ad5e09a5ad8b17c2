package lumen.ctl.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.terminal.Amount;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/** What a live load came to, for a terminal, a page and a program. */
final class LiveTable {
  /**
   * @param key its name for a program
   * @param title for a person
   * @param value as a program gets it
   * @param text as a person reads it
   */
  record Row(String key, String title, double value, String text) {}

  private final LiveMeasure found;

  LiveTable(LiveMeasure found) {
    this.found = found;
  }

  /** The figures. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    share(rows, "taskmanager_cpu", "TaskManager CPU, mean", found.taskManager().meanCpu());
    share(rows, "taskmanager_cpu_p95", "TaskManager CPU, p95", found.taskManager().p95Cpu());
    bytes(rows, "taskmanager_bytes", "TaskManager memory", found.taskManager().peakBytes());
    share(rows, "jobmanager_cpu", "JobManager CPU, mean", found.jobManager().meanCpu());
    bytes(rows, "jobmanager_bytes", "JobManager memory", found.jobManager().peakBytes());
    FrameDelays frames = found.frames();
    count(rows, "frames", "frames read", frames.frames());
    time(rows, "frame_late_p50", "frame beyond its known delay, p50", frames.late());
    time(rows, "frame_late_p99", "frame beyond its known delay, p99", frames.lateP99());
    time(rows, "committed_p50", "sample to committed frame, p50", frames.committed());
    time(rows, "committed_p99", "sample to committed frame, p99", frames.committedP99());
    share(rows, "backpressured", "backpressure", found.backPressured());
    count(rows, "checkpoints", "checkpoints", found.checkpoints().completed());
    time(
        rows,
        "checkpoint_seconds",
        "longest checkpoint",
        found.checkpoints().longestMillis() / 1e3);
    count(rows, "scrapes", "scrapes", found.scrapes().answered());
    count(rows, "scrapes_failed", "scrapes without an answer", found.scrapes().failed());
    time(rows, "scrape_p50", "scrape, p50", found.scrapes().median());
    time(rows, "scrape_p95", "scrape, p95", found.scrapes().p95());
    count(rows, "sent", "events sent", found.sent().events());
    count(rows, "received", "events received", found.received());
    count(rows, "lost", "late, dropped or rejected", found.lost());
    time(rows, "sender_late_p99", "the sender's own lag, p99", found.sent().lateSeconds());
    count(rows, "ticks", "packets heard of the job", found.ticks());
    for (double recovery : found.recoveries()) {
      rows.add(
          new Row(
              "recovery",
              "kill of the TaskManager to next frame",
              recovery,
              String.format(Locale.ROOT, "%.1f s", recovery)));
    }
    return rows;
  }

  private static void share(List<Row> rows, String key, String title, double value) {
    rows.add(new Row(key, title, value, LiveVerdict.percent(value)));
  }

  private static void bytes(List<Row> rows, String key, String title, long value) {
    rows.add(new Row(key, title, (double) value, Amount.bytes(value)));
  }

  private static void count(List<Row> rows, String key, String title, long value) {
    rows.add(new Row(key, title, (double) value, Amount.count(value)));
  }

  private static void time(List<Row> rows, String key, String title, double seconds) {
    rows.add(new Row(key, title, seconds, LiveVerdict.millis(seconds)));
  }

  /** What was done, in a line. */
  String headline() {
    return String.format(
        Locale.ROOT,
        "%s events/s by %s, %d channels each, %.0f s",
        Amount.count(Math.round(found.load().rate())),
        LoadWay.words(found.load().mix()),
        found.load().channels(),
        found.seconds());
  }

  /** Prints figures and verdict. */
  void print(PrintWriter out) {
    out.println(headline());
    TextTable table = new TextTable("figure", "found");
    rows().forEach(row -> table.row(row.title(), row.text()));
    table.print(out);
    TextTable verdict = new TextTable("required", "bar", "found", "met");
    for (Requirement requirement : LiveVerdict.of(found)) {
      verdict.row(
          requirement.name(),
          requirement.wanted(),
          requirement.found(),
          requirement.met() ? "yes" : "NO");
    }
    out.println();
    verdict.print(out);
    if (!found.senderKeptUp()) {
      out.println(
          "the sender lagged: this machine does not make the load, so the job's figures are those of a lower one");
    }
    out.flush();
  }

  /** The same as JSON; times are seconds, shares 0..1. */
  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("rate", found.load().rate());
    json.put("mix", LoadWay.words(found.load().mix()));
    json.put("seconds", found.seconds());
    json.set("recoveries", Json.mapper().valueToTree(found.recoveries()));
    for (Row row : rows()) {
      if (Double.isNaN(row.value())) {
        json.putNull(row.key());
      } else {
        json.put(row.key(), row.value());
      }
    }
    json.set("taskmanager_cpu_spans", Json.mapper().valueToTree(found.cpuSpans()));
    ObjectNode met = json.putObject("met");
    LiveVerdict.of(found).forEach(bar -> met.put(bar.name(), bar.met()));
    json.put("held", found.held());
    return json;
  }
}
