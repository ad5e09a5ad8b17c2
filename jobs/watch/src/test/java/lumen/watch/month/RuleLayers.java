package lumen.watch.month;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile;
import org.yaml.snakeyaml.Yaml;

/**
 * The shipped records in layers: each stands on what the layers before it have recorded, because
 * rules that are made afterwards do not see each other. Months and gates are made every 6 h; all
 * groups have one name, by which Prometheus shifts their moments, so that layers meet.
 */
public final class RuleLayers {
  static final long SELDOM_S = 21_600;

  private static final String SELDOM = "6h";
  private static final Set<String> SELDOM_GROUPS =
      Set.of(
          "lumen-slo-months",
          "lumen-overlay-months",
          "lumen-gates",
          "lumen-gates-days",
          "lumen-gates-open");

  /** Windows of minutes: no budget and no gate stands on them. */
  private static final Set<String> LEFT_OUT = Set.of("lumen-slo-windows", "lumen-host");

  /** A record, and how often it is made. */
  private record Recorded(Map<?, ?> rule, String name, String expr, String interval) {}

  private final List<Recorded> all = new ArrayList<>();
  private final Map<String, Integer> layers = new TreeMap<>();

  private final String seldom;

  private RuleLayers(String seldom) {
    this.seldom = seldom;
  }

  static List<String> shipped() throws IOException {
    return shipped(SELDOM);
  }

  /**
   * The layers, as texts of files of rules in their order.
   *
   * @param seldom how often months and gates are made
   */
  public static List<String> shipped(String seldom) throws IOException {
    RuleLayers made = new RuleLayers(seldom);
    for (RuleFile file : RuleFile.all()) {
      made.read(file.path());
    }
    made.order();
    int count = made.layers.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    List<String> texts = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      texts.addAll(made.texts(layer));
    }
    return texts;
  }

  private void read(Path file) throws IOException {
    Map<String, Object> root = new Yaml().load(Files.readString(file));
    for (Object one : (List<?>) root.get("groups")) {
      Map<?, ?> group = (Map<?, ?>) one;
      String name = group.get("name").toString();
      if (LEFT_OUT.contains(name)) {
        continue;
      }
      for (Object rule : (List<?>) group.get("rules")) {
        Map<?, ?> of = (Map<?, ?>) rule;
        if (of.containsKey("record")) {
          String interval =
              SELDOM_GROUPS.contains(name) ? seldom : group.get("interval").toString();
          all.add(
              new Recorded(of, of.get("record").toString(), of.get("expr").toString(), interval));
        }
      }
    }
  }

  /** A name is one layer above the highest of those that its rules read. */
  private void order() {
    all.forEach(rule -> layers.put(rule.name(), 0));
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Recorded rule : all) {
        int needed = 0;
        for (String name : layers.keySet()) {
          if (!name.equals(rule.name()) && reads(rule.expr(), name)) {
            needed = Math.max(needed, layers.get(name) + 1);
          }
        }
        if (layers.get(rule.name()) < needed) {
          layers.put(rule.name(), needed);
          moved = true;
        }
      }
    }
  }

  private static boolean reads(String expr, String name) {
    boolean byPattern = name.startsWith("sli:") && expr.contains("sli:[a-z]+_ok");
    return byPattern
        || Pattern.compile("(?<![\\w:])" + Pattern.quote(name) + "(?![\\w:])").matcher(expr).find();
  }

  /** The groups of a layer, a file for each: a file has no two of one name. */
  private List<String> texts(int layer) {
    Map<String, List<Object>> byInterval = new TreeMap<>();
    for (Recorded rule : all) {
      if (layers.get(rule.name()) == layer) {
        byInterval.computeIfAbsent(rule.interval(), any -> new ArrayList<>()).add(rule.rule());
      }
    }
    List<String> texts = new ArrayList<>();
    byInterval.forEach(
        (interval, rules) -> {
          Map<String, Object> group = new LinkedHashMap<>();
          group.put("name", "month");
          group.put("interval", interval);
          group.put("rules", rules);
          texts.add(new Yaml().dump(Map.of("groups", List.of(group))));
        });
    return texts;
  }
}
