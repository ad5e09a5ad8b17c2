package lumen.watch.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of Grafana's dashboard-linter that hold for a page of Prometheus. */
final class DashboardLint {
  /** Of Grafana's list of units those in use here. */
  private static final Set<String> UNITS = Set.of("none", "percentunit", "s", "ms", "bytes");

  private static final Pattern RANGED =
      Pattern.compile("\\b(?:rate|increase)\\(([^\\[]*)\\[([^]]*)]");
  private static final Pattern COUNTER =
      Pattern.compile(
          "\\b(?:\\w+_total|evidence_(?:risk|quote)_count|flink_jobmanager_job_num\\w+)\\b"
              + "(?!(?:\\{[^}]*})?\\[)");
  private static final Pattern OF_TENANTS =
      Pattern.compile(
          "\\b(?:bridge_\\w+|ure_\\w+|evidence_\\w+|fusion_frames?_\\w+"
              + "|slo:\\w+:ratio_rate\\w+)\\b(?!\\{[^}]*(?:tenant=~\"\\$tenant|slo=~\"decided))");

  private final List<String> faults = new ArrayList<>();

  private DashboardLint() {}

  /** What is wrong, nothing for nothing. */
  static List<String> faults(JsonNode dashboard) {
    DashboardLint lint = new DashboardLint();
    lint.page(dashboard);
    return lint.faults;
  }

  private void need(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  private void page(JsonNode root) {
    need(!root.path("editable").asBoolean(true), "editable");
    need(!root.has("__inputs") && !root.has("id"), "made for one Grafana");
    JsonNode variables = root.path("templating").path("list");
    need(variables.path(0).path("type").asText().equals("datasource"), "no data source variable");
    need(variables.path(0).path("name").asText().equals("datasource"), "its name is datasource");
    need(variables.path(1).path("refresh").asInt() == 2, "tenants are looked up when time changes");
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : root.path("panels")) {
      String title = panel.path("title").asText();
      need(ids.add(panel.path("id").asInt()), title + ": id twice");
      panel(title, panel);
      place(title, panel.path("gridPos"), taken);
    }
    need(!ids.isEmpty(), "no panels");
  }

  private void place(String title, JsonNode at, Set<String> taken) {
    int right = at.path("x").asInt() + at.path("w").asInt();
    need(right <= 24 && at.path("w").asInt() > 0, title + ": off the page");
    for (int x = at.path("x").asInt(); x < right; x++) {
      for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
        need(taken.add(x + "/" + y), title + ": over another one at " + x + "/" + y);
      }
    }
  }

  private void panel(String title, JsonNode panel) {
    need(!title.isBlank(), "no title");
    need(!panel.path("description").asText().isBlank(), title + ": no description");
    need(isVariable(panel), title + ": another data source");
    String unit = panel.path("fieldConfig").path("defaults").path("unit").asText();
    need(UNITS.contains(unit) || unit.startsWith("suffix:"), title + ": unit " + unit);
    need(panel.path("targets").size() > 0, title + ": asks nothing");
    for (JsonNode target : panel.path("targets")) {
      need(isVariable(target), title + ": another data source of a target");
      expression(title, target.path("expr").asText());
    }
  }

  private static boolean isVariable(JsonNode of) {
    return of.path("datasource").path("uid").asText().equals("${datasource}");
  }

  private void expression(String title, String expr) {
    need(!expr.isBlank(), title + ": no expression");
    Matcher ranged = RANGED.matcher(expr);
    while (ranged.find()) {
      need(ranged.group(2).equals("$__rate_interval"), title + ": rate of " + ranged.group(2));
    }
    need(!COUNTER.matcher(expr).find(), title + ": a counter as it is: " + expr);
    need(!OF_TENANTS.matcher(expr).find(), title + ": of all tenants: " + expr);
  }
}
