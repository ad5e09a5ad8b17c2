package lumen.watch.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.watch.rules.Promtool.Verdict;
import lumen.watch.rules.RuleFile.Rule;
import org.yaml.snakeyaml.Yaml;

/**
 * A rule that was changed, and whether its own tests notice.
 *
 * @param rule the rule as it is shipped
 * @param key what was changed: {@code expr}, {@code for}, {@code keep_firing_for} or a label
 * @param to what it was changed to; empty: taken away
 */
record RuleMutant(Rule rule, String key, String to) {
  /**
   * Whether a test of the rule turns red; nothing but those that assert something of it are run.
   *
   * @param folder takes the changed files
   */
  boolean isNoticed(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.createDirectories(folder.resolve("tests"));
    for (RuleFile file : RuleFile.all()) {
      Map<String, Object> root = new Yaml().load(Files.readString(file.path()));
      for (Object group : (List<?>) root.get("groups")) {
        for (Object one : (List<?>) ((Map<?, ?>) group).get("rules")) {
          change(one);
        }
      }
      write(folder.resolve("rules").resolve(file.path().getFileName()), root);
    }
    int number = 0;
    for (RuleCase one : RuleCase.all()) {
      if (!isAbout(one)) {
        continue;
      }
      Map<String, Object> root = new LinkedHashMap<>();
      root.putAll(new Yaml().load(Files.readString(one.file())));
      root.put("tests", List.of(one.source()));
      String test = "tests/" + number++ + ".yml";
      write(folder.resolve(test), root);
      Verdict verdict =
          Promtool.run(
              folder.resolve("tests"),
              List.of("test", "rules", Path.of(test).getFileName().toString()));
      if (!verdict.good()) {
        return verdict.said().contains("FAILED:");
      }
    }
    return false;
  }

  private boolean isAbout(RuleCase one) {
    return rule.alert()
        ? one.told().stream().anyMatch(told -> told.alert().equals(rule.name()))
        : one.values().stream()
            .anyMatch(
                value ->
                    (value + "{").startsWith(rule.name() + "{")
                        && rule.labels().entrySet().stream()
                            .allMatch(
                                label ->
                                    value.contains(
                                        label.getKey() + "=\"" + label.getValue() + "\"")));
  }

  @SuppressWarnings("unchecked")
  private void change(Object one) {
    Map<String, Object> found = (Map<String, Object>) one;
    boolean same =
        rule.name().equals(found.get(rule.alert() ? "alert" : "record"))
            && rule.expr().equals(found.get("expr"))
            && (rule.labels().isEmpty()
                || rule.labels().toString().equals(sorted(found.get("labels"))));
    if (!same) {
      return;
    }
    Map<String, Object> holder =
        rule.labels().containsKey(key) ? (Map<String, Object>) found.get("labels") : found;
    if (to.isEmpty()) {
      holder.remove(key);
    } else {
      holder.put(key, to);
    }
  }

  private static String sorted(Object labels) {
    return labels == null ? "{}" : new TreeMap<>((Map<?, ?>) labels).toString();
  }

  private static void write(Path file, Object root) throws IOException {
    Files.writeString(file, new Yaml().dump(root));
  }

  @Override
  public String toString() {
    return rule.name() + rule.labels() + " " + key + " -> " + to;
  }
}
