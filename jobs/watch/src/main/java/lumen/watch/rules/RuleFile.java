package lumen.watch.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
public record RuleFile(Path path, List<Rule> rules) {
  /** Where rules and their tests lie. */
  public static final Path FOLDER = LumenHome.locate().root().resolve("deploy/prometheus");

  /** Copies the list. */
  public RuleFile {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param name of the record, or of the alert
   * @param alert whether it is an alert
   * @param expr its expression
   * @param waits its {@code for}, empty for none
   * @param keeps its {@code keep_firing_for}, empty for none
   * @param every how often it is evaluated, empty where its group leaves that to prometheus.yml
   * @param labels those it adds
   * @param annotations of an alert
   */
  public record Rule(
      String name,
      boolean alert,
      String expr,
      String waits,
      String keeps,
      String every,
      Map<String, String> labels,
      Map<String, String> annotations) {
    /** Copies the maps. */
    public Rule {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
      annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** Of an alert, who has to come; else empty. */
    public String severity() {
      return labels.getOrDefault("severity", "");
    }
  }

  /** All shipped ones. */
  public static List<RuleFile> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("rules"))) {
      List<RuleFile> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  /** All shipped rules. */
  public static List<Rule> rulesOfAll() throws IOException {
    return all().stream().flatMap(file -> file.rules().stream()).toList();
  }

  /** How often the shipped prometheus.yml scrapes, such as {@code 5s}. */
  public static String scrapeInterval() throws IOException {
    Map<String, Object> root = new Yaml().load(Files.readString(FOLDER.resolve("prometheus.yml")));
    return text((Map<?, ?>) root.get("global"), "scrape_interval");
  }

  private static RuleFile read(Path file) throws IOException {
    Map<String, Object> root = new Yaml().load(Files.readString(file));
    List<Rule> rules = new ArrayList<>();
    for (Object group : (List<?>) root.get("groups")) {
      String every = text((Map<?, ?>) group, "interval");
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        rules.add(rule((Map<?, ?>) rule, every));
      }
    }
    return new RuleFile(file, rules);
  }

  private static Rule rule(Map<?, ?> rule, String every) {
    boolean alert = rule.containsKey("alert");
    return new Rule(
        text(rule, alert ? "alert" : "record"),
        alert,
        text(rule, "expr"),
        text(rule, "for"),
        text(rule, "keep_firing_for"),
        every,
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
