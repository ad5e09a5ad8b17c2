package lumen.ctl.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import lumen.ctl.gateway.GatewaySettings;
import lumen.ctl.gateway.GatewayStory;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/** What the overlay job found of a gateway's story, beside what is true of it. */
final class StoryTable {
  private static final String GATE =
      "tokens:" + GatewayStory.SCENARIO + ':' + GatewayStory.OVERLAY + ':';
  private static final String BREAKER = GatewayStory.OVERLAY + ':';
  private static final String UNKNOWN = "-";
  private static final double MINUTE_S = 60;
  private static final double PERCENT = 100;

  /** How long an outcome of the outage may still stay away. */
  private static final double TTL_MINUTES = 2;

  private final double minutes;
  private final JsonNode truth;
  private final Path folder;
  private final List<Entry> evidence;

  /** An entry of the evidence, and its minute of the story. */
  private record Entry(double minute, String rule) {}

  /**
   * The table of a run.
   *
   * @param truth counts of the simulated gateway
   * @param folder holds evidence.ndjson and decisions.ndjson of the run
   */
  StoryTable(GatewaySettings story, JsonNode truth, Path folder) throws IOException {
    minutes = story.minutes();
    this.truth = truth;
    this.folder = folder;
    evidence = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("evidence.ndjson"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode entry = Json.mapper().readTree(line);
        evidence.add(new Entry(minute(entry), entry.path("rule").asText()));
      }
    }
  }

  private static double minute(JsonNode line) {
    return (line.path("ts").asDouble() - GatewaySettings.START_S) / MINUTE_S;
  }

  /**
   * Prints it.
   *
   * @param summary of the run
   */
  void print(JsonNode summary, PrintWriter out) throws IOException {
    course(out);
    out.println();
    rollout(out);
    out.println();
    counts(summary, out);
  }

  private void course(PrintWriter out) {
    double down = GatewayStory.DOWN_FROM * minutes;
    double up = GatewayStory.DOWN_TO * minutes;
    double dear = GatewayStory.DEAR_FROM * minutes;
    double released = GatewayStory.RELEASED * minutes;
    TextTable table = new TextTable("what is true", "minute", "what was found", "minute", "after");
    moment(
        table,
        "the rollout goes from 10 to 30 %",
        GatewayStory.RAISED * minutes,
        "the flags changed",
        "control:rollout-30");
    moment(table, "the overlay is down", down, "the breaker opened", BREAKER + "closed>open");
    table.row(
        "it is down",
        minute(down) + " to " + minute(up),
        "probes failed, " + count(BREAKER + "half_open>open", down, up + TTL_MINUTES) + " times",
        UNKNOWN,
        UNKNOWN);
    moment(
        table, "it is up again", up, "a probe succeeded: it closed", BREAKER + "half_open>closed");
    moment(table, "its answers are 70 % dearer", dear, "the token gate warned", GATE + "warn");
    moment(table, "its answers are 70 % dearer", dear, "the token gate blocked", GATE + "block");
    moment(table, "the operator releases it", released, "the gate is open again", GATE + "release");
    table.row(
        "all is well otherwise",
        UNKNOWN,
        "opened or blocked then, " + strayMoves(down, up, dear, released) + " times",
        UNKNOWN,
        UNKNOWN);
    table.print(out);
  }

  private void moment(TextTable table, String what, double trueMinute, String found, String rule) {
    OptionalDouble at =
        evidence.stream()
            .filter(entry -> entry.rule().equals(rule) && entry.minute() >= trueMinute - 1e-6)
            .mapToDouble(Entry::minute)
            .findFirst();
    table.row(
        what,
        minute(trueMinute),
        found,
        at.isPresent() ? minute(at.getAsDouble()) : UNKNOWN,
        at.isPresent()
            ? String.format(
                Locale.ROOT, "%.1f s", MINUTE_S * Math.max(0, at.getAsDouble() - trueMinute))
            : UNKNOWN);
  }

  private static String minute(double minute) {
    return String.format(Locale.ROOT, "%.2f", minute);
  }

  private long count(String rule, double from, double to) {
    return evidence.stream()
        .filter(entry -> entry.rule().equals(rule) && entry.minute() >= from)
        .filter(entry -> entry.minute() < to)
        .count();
  }

  /** Moves against the overlay while nothing is wrong with it. */
  private long strayMoves(double down, double up, double dear, double released) {
    String opened = BREAKER + "closed>open";
    String blocked = GATE + "block";
    return count(opened, 0, down)
        + count(opened, up + TTL_MINUTES, minutes)
        + count(blocked, 0, dear)
        + count(blocked, released, minutes);
  }

  private void rollout(PrintWriter out) throws IOException {
    long[] taken = new long[2];
    long[] came = new long[2];
    double raised = GatewayStory.RAISED * minutes;
    double down = GatewayStory.DOWN_FROM * minutes;
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("decisions.ndjson"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode decision = Json.mapper().readTree(line);
        double minute = minute(decision);
        boolean given = decision.path("overlay").asText().equals(GatewayStory.OVERLAY);
        boolean passed = decision.path("because").asText().equals("not_in_rollout");
        if (minute < down && (given || passed)) {
          int part = minute < raised ? 0 : 1;
          came[part]++;
          taken[part] += given ? 1 : 0;
        }
      }
    }
    TextTable table = new TextTable("rollout", "requests", "true", "found");
    table.row("before it is raised", came[0], "10.0 %", percent(taken[0], came[0]));
    table.row("then, until the outage", came[1], "30.0 %", percent(taken[1], came[1]));
    table.print(out);
  }

  private static String percent(long taken, long came) {
    return came == 0 ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", PERCENT * taken / came);
  }

  private void counts(JsonNode summary, PrintWriter out) {
    TextTable table = new TextTable("count", "true", "found", "difference");
    long outcomes = 0;
    for (JsonNode result : truth.path("results")) {
      outcomes += result.asLong();
    }
    long late = summary.path("late").asLong();
    long ended =
        summary.path("success").asLong()
            + summary.path("failure").asLong()
            + summary.path("timeout").asLong();
    row(table, "requests", truth.path("requests").asLong(), summary.path("requests").asLong());
    row(table, "asked again", truth.path("repeated").asLong(), summary.path("repeated").asLong());
    row(table, "outcomes", outcomes, ended + late);
    row(table, "too late", truth.path("late").asLong(), late);
    row(
        table,
        "lost, or not yet told",
        truth.path("lost").asLong() + truth.path("waiting").asLong(),
        summary.path("missing").asLong() + summary.path("waiting").asLong() - late);
    row(
        table,
        "told twice",
        truth.path("doubled").asLong(),
        summary.path("rejects").path("duplicate_outcome").asLong());
    row(table, "diverted", truth.path("diverted").asLong(), summary.path("diverted").asLong());
    row(table, "tokens", truth.path("tokens").asLong(), summary.path("tokens").asLong());
    table.print(out);
  }

  private static void row(TextTable table, String what, long trueCount, long found) {
    table.row(what, trueCount, found, found - trueCount);
  }
}
