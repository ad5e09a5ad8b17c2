package lumen.watch.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A case of a unit test of rules.
 *
 * @param file the file it stands in
 * @param everySeconds how often its rules are evaluated
 * @param name what it says of itself
 * @param series its input
 * @param told what alerts are asserted
 * @param values what samples are asserted, as they are written
 * @param source the case as it was read
 */
record RuleCase(
    Path file,
    long everySeconds,
    String name,
    List<String> series,
    List<Told> told,
    List<String> values,
    Map<?, ?> source) {
  private static final Pattern PART = Pattern.compile("(\\d+)([smhd])");

  /** What is asserted of an alert at a second: the labels of those that fire. */
  record Told(long second, String alert, List<Map<String, String>> firing) {
    boolean fires(String severity) {
      return firing.stream().anyMatch(labels -> labels.get("severity").equals(severity));
    }
  }

  /** All shipped ones. */
  static List<RuleCase> all() throws IOException {
    List<RuleCase> all = new ArrayList<>();
    for (Path file : files()) {
      Map<String, Object> root = new Yaml().load(Files.readString(file));
      for (Object one : (List<?>) root.get("tests")) {
        all.add(read(file, seconds(root.get("evaluation_interval")), (Map<?, ?>) one));
      }
    }
    return all;
  }

  /** The files they stand in. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(RuleFile.FOLDER.resolve("tests"))) {
      return files.sorted().toList();
    }
  }

  private static RuleCase read(Path file, long every, Map<?, ?> one) {
    List<Told> told = new ArrayList<>();
    for (Object alert : list(one, "alert_rule_test")) {
      Map<?, ?> said = (Map<?, ?>) alert;
      List<Map<String, String>> firing = new ArrayList<>();
      for (Object expected : list(said, "exp_alerts")) {
        Map<String, String> labels = new TreeMap<>();
        ((Map<?, ?>) ((Map<?, ?>) expected).get("exp_labels"))
            .forEach((key, value) -> labels.put(key.toString(), value.toString()));
        firing.add(labels);
      }
      told.add(new Told(seconds(said.get("eval_time")), said.get("alertname").toString(), firing));
    }
    List<String> values = new ArrayList<>();
    for (Object query : list(one, "promql_expr_test")) {
      for (Object sample : list((Map<?, ?>) query, "exp_samples")) {
        values.add(((Map<?, ?>) sample).get("labels").toString());
      }
    }
    List<String> series =
        list(one, "input_series").stream()
            .map(input -> ((Map<?, ?>) input).get("series").toString())
            .toList();
    return new RuleCase(file, every, one.get("name").toString(), series, told, values, one);
  }

  private static List<?> list(Map<?, ?> of, String key) {
    Object list = of.get(key);
    return list == null ? List.of() : (List<?>) list;
  }

  /** Seconds of a time such as {@code 1h0m5s}. */
  static long seconds(Object time) {
    Matcher parts = PART.matcher(time.toString());
    long seconds = 0;
    while (parts.find()) {
      long number = Long.parseLong(parts.group(1));
      seconds +=
          switch (parts.group(2)) {
            case "s" -> number;
            case "m" -> number * 60;
            case "h" -> number * 3600;
            default -> number * 86_400;
          };
    }
    return seconds;
  }
}
