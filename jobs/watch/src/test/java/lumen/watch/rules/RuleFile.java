package lumen.watch.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.yaml.snakeyaml.Yaml;

/**
 * A file of rules of Prometheus.
 *
 * @param path where it lies
 * @param rules in its order
 */
record RuleFile(Path path, List<Rule> rules) {
  /** Where rules and their tests lie. */
  static final Path FOLDER = LumenHome.locate().root().resolve("deploy/prometheus");

  /** A rule; of a record the labels it adds. */
  record Rule(
      String name,
      boolean alert,
      String expr,
      String waits,
      String keeps,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }
  }

  /** All shipped ones. */
  static List<RuleFile> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("rules"))) {
      List<RuleFile> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  /** All shipped rules. */
  static List<Rule> rulesOfAll() throws IOException {
    return all().stream().flatMap(file -> file.rules().stream()).toList();
  }

  private static RuleFile read(Path file) throws IOException {
    Map<String, Object> root = new Yaml().load(Files.readString(file));
    List<Rule> rules = new ArrayList<>();
    for (Object group : (List<?>) root.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        rules.add(rule((Map<?, ?>) rule));
      }
    }
    return new RuleFile(file, List.copyOf(rules));
  }

  private static Rule rule(Map<?, ?> rule) {
    boolean alert = rule.containsKey("alert");
    return new Rule(
        text(rule, alert ? "alert" : "record"),
        alert,
        text(rule, "expr"),
        text(rule, "for"),
        text(rule, "keep_firing_for"),
        texts(rule.get("labels")),
        texts(rule.get("annotations")));
  }

  private static String text(Map<?, ?> rule, String key) {
    Object value = rule.get(key);
    return value == null ? "" : value.toString();
  }

  private static Map<String, String> texts(Object map) {
    Map<String, String> texts = new TreeMap<>();
    if (map instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> texts.put(key.toString(), value.toString()));
    }
    return texts;
  }
}
