package lumen.ctl.governance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.pattern.KeyPattern;
import lumen.settings.Findings;
import lumen.settings.SettingsException;
import lumen.settings.YamlNode;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;
import lumen.settings.YamlReader;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;

/**
 * Whose a row of a bill is: a list of {@code {match: {COLUMN: pattern}, service, component}}, of
 * which the first counts whose columns all match ({@link KeyPattern}). A row that no rule fits is
 * of {@code unassigned}; the component of a rule without one is the name of the provider's service.
 */
final class CostRules {
  /** The service of rows that no rule fits. */
  static final String UNASSIGNED = "unassigned";

  /** No rules. */
  static final CostRules NONE = new CostRules(List.of());

  private static final Set<String> KEYS = Set.of("match", "service", "component");

  private final List<CostRule> rules;
  private final Set<String> missing = new TreeSet<>();

  private record CostRule(
      Map<String, KeyPattern> match, String service, Optional<String> component) {
    boolean fits(BillRow row) {
      return match.entrySet().stream()
          .allMatch(each -> row.text(each.getKey()).filter(each.getValue()::matches).isPresent());
    }
  }

  /**
   * Whose a row is.
   *
   * @param component the part of the service, where a rule names one
   */
  record Owner(String service, Optional<String> component) {}

  private CostRules(List<CostRule> rules) {
    this.rules = List.copyOf(rules);
    rules.forEach(rule -> missing.addAll(rule.match().keySet()));
  }

  /** Whose a row is. */
  Owner owner(BillRow row) {
    missing.removeAll(row.columns().keySet());
    for (CostRule rule : rules) {
      if (rule.fits(row)) {
        return new Owner(rule.service(), rule.component());
      }
    }
    return new Owner(UNASSIGNED, Optional.empty());
  }

  /** Columns of rules that no row had. */
  Set<String> missingColumns() {
    return missing;
  }

  /**
   * Reads a file of rules.
   *
   * @throws SettingsException with where it is wrong, and what would be right
   */
  static CostRules read(Path file) throws SettingsException {
    Findings findings = new Findings(file.toString());
    List<CostRule> rules = new ArrayList<>();
    Optional<YamlNode> root = YamlReader.read(text(file), findings);
    if (root.isPresent() && root.get() instanceof Sequence list) {
      for (int i = 0; i < list.elements().size(); i++) {
        rule(list.elements().get(i), "[" + i + "]", findings).ifPresent(rules::add);
      }
    } else {
      root.ifPresent(
          node ->
              findings.error(node.mark(), "", "must be a list of rules, is " + node.described()));
    }
    if (findings.sorted().stream().findAny().isPresent()) {
      throw new SettingsException(findings.sorted());
    }
    return new CostRules(rules);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--rules must be a readable file: %s: %s".formatted(file, FileTrouble.of(e)));
    }
  }

  private static Optional<CostRule> rule(YamlNode node, String path, Findings findings) {
    if (!(node instanceof Mapping mapping)) {
      findings.error(
          node.mark(), path, "must be {match, service, component}, is " + node.described());
      return Optional.empty();
    }
    Map<String, KeyPattern> match = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      String at = path + '.' + key;
      seen.add(key);
      if (!KEYS.contains(key)) {
        findings.error(entry.key().mark(), at, "must be one of match, service, component");
      } else if (key.equals("match")) {
        match(entry.value(), at, match, findings);
      } else if (entry.value() instanceof Scalar text && !text.text().isEmpty()) {
        texts.put(key, text.text());
      } else {
        findings.error(entry.value().mark(), at, "must be a name, is " + entry.value().described());
      }
    }
    if (!seen.contains("service") || !seen.contains("match")) {
      findings.error(node.mark(), path, "must hold match and service");
      return Optional.empty();
    }
    return Optional.of(
        new CostRule(
            match, texts.getOrDefault("service", ""), Optional.ofNullable(texts.get("component"))));
  }

  private static void match(
      YamlNode node, String path, Map<String, KeyPattern> match, Findings findings) {
    if (!(node instanceof Mapping mapping) || mapping.entries().isEmpty()) {
      findings.error(node.mark(), path, "must be {COLUMN: pattern}, is " + node.described());
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      String at = path + '.' + entry.key().text();
      if (entry.value() instanceof Scalar text) {
        try {
          match.put(entry.key().text(), KeyPattern.of(text.text()));
        } catch (IllegalArgumentException e) {
          findings.error(text.mark(), at, e.getMessage());
        }
      } else {
        findings.error(
            entry.value().mark(), at, "must be a pattern, is " + entry.value().described());
      }
    }
  }
}
