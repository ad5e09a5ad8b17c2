package lumen.ctl.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lumen.ctl.service.ExampleReturn;
import lumen.ctl.service.ServicePlan;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/** What the governance job found of a month of a service, beside what is true of it. */
final class MonthTable {
  private static final String UNKNOWN = "-";
  private static final double DAY_S = 86_400;
  private static final double MINUTE_S = 60;
  private static final double HOUR_S = 3_600;
  private static final double PERCENT = 100;
  private static final String STATE = "state";
  private static final String KIND = "kind";

  private final ServicePlan plan;
  private final JsonNode truth;
  private final List<JsonNode> decisions;
  private final List<JsonNode> evidence;
  private final List<JsonNode> scorecards;

  /**
   * The table of a run.
   *
   * @param truth of the simulated service
   * @param folder holds decisions.ndjson, evidence.ndjson and scorecard.ndjson of the run
   */
  MonthTable(ServicePlan plan, JsonNode truth, Path folder) throws IOException {
    this.plan = plan;
    this.truth = truth;
    decisions = lines(folder.resolve("decisions.ndjson"));
    evidence = lines(folder.resolve("evidence.ndjson"));
    scorecards = lines(folder.resolve("scorecard.ndjson"));
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(Json.mapper().readTree(line));
      }
    }
    return all;
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Prints it. */
  void print(PrintWriter out) {
    course(out);
    out.println();
    figures(out);
  }

  private void course(PrintWriter out) {
    TextTable table = new TextTable("what is true", "day", "what was found", "day", "after");
    each(truth.path("deploys"))
        .filter(deploy -> deploy.path("is").asText().equals("errors"))
        .forEach(deploy -> bad(table, deploy));
    each(truth.path("changes"))
        .filter(change -> change.path("set").asText().equals("ttl_s"))
        .forEach(change -> longer(table, change));
    each(truth.path("spans")).forEach(span -> outage(table, span));
    each(truth.path("months")).forEach(month -> spent(table, month));
    table.row(
        "all is well otherwise", UNKNOWN, "good revisions accused: " + strays(), UNKNOWN, UNKNOWN);
    table.print(out);
  }

  private void bad(TextTable table, JsonNode deploy) {
    String revision = deploy.path("revision").asText();
    double ts = deploy.path("ts").asDouble();
    String what =
        "%s fails in %.0f %%".formatted(revision, PERCENT * deploy.path("errors").asDouble());
    moment(
        table,
        what,
        ts,
        "the canary is worse",
        decision(d -> is(d, "canary", "worse") && d.path("cause").asText().equals(revision)));
    moment(
        table,
        what,
        ts,
        "it was taken back",
        decision(d -> is(d, "rollback", "held") && d.path("ts").asDouble() >= ts));
  }

  private void longer(TextTable table, JsonNode change) {
    double points = PERCENT * change.path("more_hits").asDouble();
    String what =
        String.format(
            Locale.ROOT,
            "TTL %.0f to %s s: %+.1f points of hits",
            change.path("from").asDouble(),
            change.path("to").asText(),
            points);
    Optional<JsonNode> kept =
        decision(
            d ->
                is(d, "policy", "kept")
                    && d.path("id").asText().equals(change.path("answers").asText()));
    String found =
        kept.map(
                d ->
                    String.format(
                        Locale.ROOT,
                        "measured %+.1f, kept",
                        PERCENT * d.path("rests_on").path("change_hit_rate").asDouble()))
            .orElse("not kept");
    moment(table, what, change.path("ts").asDouble(), found, kept);
  }

  private void outage(TextTable table, JsonNode span) {
    double from = span.path("from_ts").asDouble();
    String what =
        "all fails for %.0f minutes".formatted((span.path("to_ts").asDouble() - from) / MINUTE_S);
    moment(table, what, from, "a page", told("burn.availability.page_fast", "begin", from));
  }

  private void spent(TextTable table, JsonNode month) {
    String name = month.path("month").asText();
    double all = month.path("billed_in_all").asDouble();
    double budget = lastOf("api").path("budget").path("amount").asDouble();
    if (all > budget) {
      String what = String.format(Locale.ROOT, "%s comes to %.2f of %.0f", name, all, budget);
      Optional<JsonNode> warned = told("budget." + name + ".forecast", "told", 0);
      double end =
          YearMonth.parse(name).plusMonths(1).atDay(1).atStartOfDay(plan.zone()).toEpochSecond();
      if (end <= plan.endS()) {
        table.row(
            what,
            day(end),
            "the forecast warned",
            warned.map(this::day).orElse(UNKNOWN),
            warned.map(told -> before(end - told.path("ts").asDouble())).orElse(UNKNOWN));
      }
    }
  }

  private static String before(double seconds) {
    return String.format(Locale.ROOT, "%.1f days before", seconds / DAY_S);
  }

  private Optional<JsonNode> decision(Predicate<JsonNode> which) {
    return decisions.stream().filter(which).findFirst();
  }

  private static boolean is(JsonNode decision, String kind, String state) {
    return decision.path(KIND).asText().equals(kind) && decision.path(STATE).asText().equals(state);
  }

  private Optional<JsonNode> told(String rule, String state, double fromS) {
    return evidence.stream()
        .filter(entry -> entry.path("rule").asText().equals(rule))
        .filter(entry -> entry.path(STATE).asText().equals(state))
        .filter(entry -> entry.path("ts").asDouble() >= fromS)
        .filter(entry -> entry.path("tenant").asText().equals("api"))
        .findFirst();
  }

  private String day(JsonNode line) {
    return day(line.path("ts").asDouble());
  }

  private String day(double ts) {
    return String.format(Locale.ROOT, "%.2f", (ts - plan.startS()) / DAY_S);
  }

  private void moment(
      TextTable table, String what, double ts, String found, Optional<JsonNode> line) {
    table.row(
        what,
        day(ts),
        found,
        line.map(this::day).orElse(UNKNOWN),
        line.map(told -> span(told.path("ts").asDouble() - ts)).orElse(UNKNOWN));
  }

  private static String span(double seconds) {
    return seconds < 2 * HOUR_S
        ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE_S)
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR_S);
  }

  private long strays() {
    List<String> good =
        each(truth.path("deploys"))
            .filter(deploy -> deploy.path("is").asText().equals("good"))
            .map(deploy -> deploy.path("revision").asText())
            .toList();
    return decisions.stream()
        .filter(
            d ->
                (is(d, "canary", "worse") && good.contains(d.path("cause").asText()))
                    || (is(d, "rollback", "commanded")
                        && good.contains(d.path("command").path("from").asText())))
        .count();
  }

  private JsonNode lastOf(String service) {
    return scorecards.stream()
        .filter(card -> card.path("tenant").asText().equals(service))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void figures(PrintWriter out) {
    TextTable table = new TextTable("figure", "true", "found", "difference");
    JsonNode month = truth.path("months").path(0);
    JsonNode up = attained("availability");
    JsonNode errors = attained("errors");
    String name = month.path("month").asText();
    row(table, name + " requests", month.path("requests").asLong(), errors.path("total").asLong());
    row(
        table,
        name + " failed requests",
        month.path("errors_5xx").asLong(),
        errors.path("total").asLong() - errors.path("good").asLong());
    row(
        table,
        name + " minutes down",
        month.path("down_minutes").asLong(),
        up.path("total").asLong() - up.path("good").asLong());
    double billed = month.path("billed_by_its_end").asDouble();
    double spent =
        scorecards.stream()
            .filter(card -> card.path("tenant").asText().equals("api"))
            .map(card -> card.path("budget"))
            .filter(budget -> budget.path("month").asText().equals(name))
            .mapToDouble(budget -> budget.path("spent").asDouble())
            .reduce((first, second) -> second)
            .orElse(Double.NaN);
    table.row(
        name + " billed by its end, USD",
        String.format(Locale.ROOT, "%.9f", billed),
        String.format(Locale.ROOT, "%.9f", spent),
        String.format(Locale.ROOT, "%.0e", spent - billed));
    double roi = PERCENT * lastOf(ExampleReturn.SERVICE).path("roi").path("roi").asDouble();
    table.row(
        "return of `example`, %",
        String.format(Locale.ROOT, "%.2f", ExampleReturn.PERCENT),
        String.format(Locale.ROOT, "%.2f", roi),
        String.format(Locale.ROOT, "%.2f", roi - ExampleReturn.PERCENT));
    table.print(out);
  }

  private JsonNode attained(String slo) {
    return told("slo." + slo + ".month", "ok", 0)
        .or(() -> told("slo." + slo + ".month", "breach", 0))
        .map(entry -> entry.path("values"))
        .orElseThrow();
  }

  private static void row(TextTable table, String what, long trueCount, long found) {
    table.row(what, trueCount, found, found - trueCount);
  }
}
