package lumen.watch.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lumen.terminal.Json;

/**
 * The file of a dashboard: the classic form (schema version 39), which every Grafana since 10
 * loads. The data source is a variable, so no file has to be changed for an installation.
 */
public final class DashboardJson {
  private static final int SCHEMA_VERSION = 39;

  private DashboardJson() {}

  /** The text of the file. */
  public static String of(Dashboard dashboard) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("uid", dashboard.uid());
    root.put("title", dashboard.title());
    root.put("description", dashboard.about());
    root.putArray("tags").add("lumen");
    root.put("schemaVersion", SCHEMA_VERSION);
    root.put("version", 1);
    root.put("editable", false);
    root.put("graphTooltip", 1);
    root.put("refresh", "10s");
    root.put("timezone", "browser");
    root.putObject("time").put("from", "now-1h").put("to", "now");
    link(root.putArray("links").addObject());
    ArrayNode variables = root.putObject("templating").putArray("list");
    dataSource(variables.addObject());
    values(variables.addObject(), dashboard.variable());
    panels(dashboard.panels(), root.putArray("panels"));
    return Json.text(root) + "\n";
  }

  private static void link(ObjectNode link) {
    link.put("title", "Lumen").put("type", "dashboards").put("icon", "external link");
    link.put("tooltip", "").put("asDropdown", true).put("targetBlank", false);
    link.put("includeVars", true).put("keepTime", true);
    link.putArray("tags").add("lumen");
  }

  private static void dataSource(ObjectNode variable) {
    variable.put("name", "datasource").put("label", "Data source");
    variable.put("type", "datasource").put("query", "prometheus").put("refresh", 1);
  }

  private static void values(ObjectNode variable, Dashboard.Variable of) {
    variable.put("name", of.name()).put("label", of.label()).put("type", "query");
    source(variable);
    String query = "label_values(%s, %s)".formatted(of.metric(), of.name());
    variable.putObject("query").put("query", query).put("refId", of.name() + "s");
    variable.put("refresh", 2).put("sort", 1).put("multi", true);
    variable.put("includeAll", true).put("allValue", ".*");
    ObjectNode current = variable.putObject("current");
    current.putArray("text").add("All");
    current.putArray("value").add("$__all");
  }

  private static void source(ObjectNode of) {
    of.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
  }

  private static void panels(List<Panel> panels, ArrayNode array) {
    int x = 0;
    int y = 0;
    int row = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > Panel.PAGE) {
        x = 0;
        y += row;
        row = 0;
      }
      ObjectNode node = array.addObject();
      node.put("id", array.size());
      node.putObject("gridPos")
          .put("x", x)
          .put("y", y)
          .put("w", panel.width())
          .put("h", panel.look().height());
      panel(panel, node);
      x += panel.width();
      row = Math.max(row, panel.look().height());
    }
  }

  private static void panel(Panel panel, ObjectNode node) {
    node.put("type", panel.look().type());
    node.put("title", panel.title());
    node.put("description", panel.about());
    source(node);
    ArrayNode targets = node.putArray("targets");
    for (Query query : panel.queries()) {
      ObjectNode target = targets.addObject();
      target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
      source(target);
      target.put("expr", query.expr()).put("legendFormat", query.legend());
      target.put(panel.look() == Look.STAT ? "instant" : "range", true);
    }
    ObjectNode field = node.putObject("fieldConfig");
    ObjectNode defaults = field.putObject("defaults");
    field.putArray("overrides");
    defaults.put("unit", panel.unit());
    custom(panel, defaults);
    steps(panel, defaults);
    words(panel, defaults);
    options(panel, node.putObject("options"));
  }

  private static void custom(Panel panel, ObjectNode defaults) {
    ObjectNode custom = defaults.putObject("custom");
    if (panel.look() == Look.COURSE) {
      custom.put("lineWidth", 1).put("fillOpacity", 0).put("showPoints", "never");
      custom.putObject("thresholdsStyle").put("mode", panel.steps().isEmpty() ? "off" : "dashed");
    } else if (panel.look() == Look.STATES) {
      custom.put("lineWidth", 0).put("fillOpacity", 70);
    }
  }

  private static void steps(Panel panel, ObjectNode defaults) {
    if (panel.steps().isEmpty()) {
      defaults.putObject("color").put("mode", "palette-classic");
      return;
    }
    boolean course = panel.look() == Look.COURSE;
    defaults.putObject("color").put("mode", course ? "palette-classic" : "thresholds");
    ObjectNode thresholds = defaults.putObject("thresholds");
    thresholds.put("mode", "absolute");
    ArrayNode steps = thresholds.putArray("steps");
    for (Step step : panel.steps()) {
      ObjectNode node = steps.addObject();
      node.put("color", step.colour());
      if (Double.isInfinite(step.from())) {
        node.putNull("value");
      } else {
        node.put("value", step.from());
      }
    }
  }

  private static void words(Panel panel, ObjectNode defaults) {
    if (panel.words().isEmpty()) {
      return;
    }
    ObjectNode mapping = defaults.putArray("mappings").addObject();
    mapping.put("type", "value");
    ObjectNode options = mapping.putObject("options");
    panel
        .words()
        .forEach(
            (number, word) ->
                options
                    .putObject(number.toString())
                    .put("text", word)
                    .put("index", options.size() - 1));
  }

  private static void options(Panel panel, ObjectNode options) {
    switch (panel.look()) {
      case STAT -> {
        options.put("textMode", "value_and_name").put("colorMode", "value");
        options.put("graphMode", "none");
        options
            .putObject("reduceOptions")
            .put("values", false)
            .putArray("calcs")
            .add("lastNotNull");
      }
      case COURSE -> {
        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
        options.putObject("tooltip").put("mode", "multi").put("sort", "none");
      }
      case STATES -> {
        options.put("mergeValues", true).put("showValue", "auto");
        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
      }
    }
  }
}
