package lumen.ctl.golden;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What {@code golden.yaml} says.
 *
 * @param job the job
 * @param about what it shows, a sentence
 * @param features what the variable of the job's features says; empty: it is unset
 * @param config files of the golden's {@code config} folder that stand in place of those of {@code
 *     configs}
 * @param expect SHA-256 of each expected file, by the name of its output
 * @param history who changed what is expected, when and why
 */
record GoldenSpec(
    JobKind job,
    String about,
    Optional<String> features,
    List<String> config,
    SortedMap<String, String> expect,
    List<Change> history) {
  private static final List<String> KEYS =
      List.of("job", "about", "features", "config", "expect", "history");

  /**
   * A change of what is expected.
   *
   * @param when the day, as 2026-01-31
   * @param before hash of all that was expected; empty before the first
   * @param after hash of all that is
   */
  record Change(String when, String by, String why, String before, String after) {}

  /**
   * Reads it.
   *
   * @param place how messages name the file
   */
  static GoldenSpec read(String text, String place) {
    JsonNode root;
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      root = Json.mapper().valueToTree(yaml.load(text));
    } catch (YAMLException e) {
      throw CommandFailure.usage(place + " must be YAML: " + e.getMessage());
    }
    root.properties()
        .forEach(
            field -> {
              if (!KEYS.contains(field.getKey())) {
                throw wrong(place, field.getKey(), "must be one of " + String.join(", ", KEYS));
              }
            });
    JobKind job =
        Stream.of(JobKind.values())
            .filter(kind -> kind.word().equals(root.path("job").asText()))
            .findFirst()
            .orElseThrow(() -> wrong(place, "job", "must be fusion, overlay or governance"));
    if (root.path("about").asText().isBlank()) {
      throw wrong(place, "about", "must say in a sentence what it shows");
    }
    List<String> config = new ArrayList<>();
    root.path("config").forEach(file -> config.add(file.asText()));
    SortedMap<String, String> expect = new TreeMap<>();
    root.path("expect").properties().forEach(e -> expect.put(e.getKey(), e.getValue().asText()));
    List<Change> history = new ArrayList<>();
    for (JsonNode change : root.path("history")) {
      history.add(
          new Change(
              change.path("when").asText(),
              change.path("by").asText(),
              change.path("why").asText(),
              change.path("before").asText(""),
              change.path("after").asText()));
    }
    return new GoldenSpec(
        job,
        root.path("about").asText(),
        root.has("features") ? Optional.of(root.path("features").asText()) : Optional.empty(),
        List.copyOf(config),
        expect,
        List.copyOf(history));
  }

  private static CommandFailure wrong(String place, String key, String rule) {
    return CommandFailure.usage("%s: %s %s".formatted(place, key, rule));
  }

  /** Whether the last change of the history is the one that made what is expected. */
  boolean isOfItsHistory() {
    return !history.isEmpty()
        && history.get(history.size() - 1).after().equals(GoldenHash.of(expect));
  }

  /** The same with other expectations, and a line of history. */
  GoldenSpec with(SortedMap<String, String> now, String when, String by, String why) {
    String before = history.isEmpty() ? "" : history.get(history.size() - 1).after();
    List<Change> longer = new ArrayList<>(history);
    longer.add(new Change(when, by, why, before, GoldenHash.of(now)));
    return new GoldenSpec(job, about, features, config, now, List.copyOf(longer));
  }

  /** The file. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("job: ").append(job.word()).append('\n');
    text.append("about: ").append(quoted(about)).append('\n');
    features.ifPresent(names -> text.append("features: ").append(quoted(names)).append('\n'));
    if (!config.isEmpty()) {
      text.append("config: [").append(String.join(", ", config)).append("]\n");
    }
    text.append("expect:\n");
    expect.forEach(
        (name, hash) -> text.append("  ").append(name).append(": ").append(hash).append('\n'));
    text.append("history:\n");
    for (Change change : history) {
      text.append("  - {when: ").append(quoted(change.when()));
      text.append(", by: ").append(quoted(change.by()));
      text.append(", why: ").append(quoted(change.why()));
      text.append(", before: ").append(quoted(change.before()));
      text.append(", after: ").append(change.after()).append("}\n");
    }
    return text.toString();
  }

  /** A text of JSON is one of YAML. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
