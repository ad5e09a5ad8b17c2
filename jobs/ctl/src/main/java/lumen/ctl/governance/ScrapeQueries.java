package lumen.ctl.governance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.settings.Findings;
import lumen.settings.SettingsException;
import lumen.settings.YamlNode;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlReader;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;

/**
 * Which expression of Prometheus gives which field of a sample.
 *
 * @param service the service of series without a label of that name
 * @param expressions by field; those of counters as they stand, without rate() or increase()
 */
record ScrapeQueries(Optional<String> service, SortedMap<String, String> expressions) {
  /** The buckets of a classic histogram, seconds, by their label {@code le}. */
  static final String BUCKETS = "latency_bucket";

  /** Counts that only rise until their exporter begins anew. */
  static final List<String> COUNTERS =
      List.of(
          "requests",
          "errors_4xx",
          "errors_5xx",
          "cache_hits",
          "cache_misses",
          "cache_evictions",
          "cache_expired",
          "cold_starts");

  /** Values of the moment. */
  static final List<String> GAUGES =
      List.of("up", "cache_memory_bytes", "cache_memory_limit_bytes");

  /** Copies. */
  ScrapeQueries {
    expressions = Collections.unmodifiableSortedMap(new TreeMap<>(expressions));
  }

  /**
   * Reads a file of them.
   *
   * @throws SettingsException with where it is wrong, and what would be right
   */
  static ScrapeQueries read(Path file) {
    Findings findings = new Findings(file.toString());
    SortedMap<String, String> expressions = new TreeMap<>();
    Optional<YamlNode> root = YamlReader.read(text(file), findings);
    if (root.isPresent() && root.get() instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> take(entry, expressions, findings));
    } else {
      findings.error("must hold {FIELD: expression}");
    }
    if (!expressions.containsKey("requests") && findings.sorted().isEmpty()) {
      findings.error("must hold an expression for requests");
    }
    if (!findings.sorted().isEmpty()) {
      throw new SettingsException(findings.sorted());
    }
    Optional<String> service = Optional.ofNullable(expressions.remove("service"));
    return new ScrapeQueries(service, expressions);
  }

  private static void take(
      YamlNode.Entry entry, SortedMap<String, String> expressions, Findings findings) {
    String field = entry.key().text();
    boolean known =
        COUNTERS.contains(field)
            || GAUGES.contains(field)
            || field.equals(BUCKETS)
            || field.equals("service");
    if (!known) {
      findings.error(
          entry.key().mark(),
          field,
          "must be one of service, %s, %s, %s"
              .formatted(String.join(", ", COUNTERS), BUCKETS, String.join(", ", GAUGES)));
    } else if (entry.value() instanceof Scalar text && !text.text().isEmpty()) {
      expressions.put(field, text.text());
    } else {
      findings.error(
          entry.value().mark(), field, "must be a text, is " + entry.value().described());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--queries must be a readable file: %s: %s".formatted(file, FileTrouble.of(e)));
    }
  }
}
