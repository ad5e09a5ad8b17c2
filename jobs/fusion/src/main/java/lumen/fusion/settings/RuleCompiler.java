package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lumen.fusion.evidence.Action;
import lumen.fusion.evidence.Condition;
import lumen.fusion.evidence.EvidenceRules;
import lumen.fusion.evidence.QuoteRule;
import lumen.fusion.evidence.RiskRule;
import lumen.fusion.evidence.RuleSyntaxException;
import lumen.fusion.settings.ConfigValues.Origin;
import lumen.fusion.settings.ConfigValues.Setting;
import lumen.fusion.settings.YamlNode.Mark;

/**
 * Compiles the rules of a folder. A rule with a mistake becomes findings, at the characters that
 * are wrong, and is left out.
 */
final class RuleCompiler {
  /** The most windows that all rules look over together. */
  static final int MAX_WINDOWS = 64;

  private static final int MAX_NAME = 64;
  private static final double MICROS = 1e6;

  private final Map<ConfigFile, ConfigValues> values;
  private final Map<ConfigFile, Findings> findings;
  private final Map<ConfigFile, String> texts;
  private final Map<String, Origin> names = new HashMap<>();
  private final Set<String> windows = new TreeSet<>();

  /**
   * Creates a compiler.
   *
   * @param texts the files as they were read; those that hold their defaults may be missing
   */
  RuleCompiler(
      Map<ConfigFile, ConfigValues> values,
      Map<ConfigFile, Findings> findings,
      Map<ConfigFile, String> texts) {
    this.values = values;
    this.findings = findings;
    this.texts = texts;
  }

  EvidenceRules compile() {
    List<RiskRule> risks = new ArrayList<>();
    for (String path : values.get(ConfigFile.RISK_MAP).members("")) {
      risk(path).ifPresent(risks::add);
    }
    List<QuoteRule> quotes = new ArrayList<>();
    for (String path : values.get(ConfigFile.QUOTE_RULES).members("")) {
      quote(path).ifPresent(quotes::add);
    }
    return new EvidenceRules(risks, quotes);
  }

  private Optional<RiskRule> risk(String path) {
    ConfigFile file = ConfigFile.RISK_MAP;
    Optional<Condition> condition = read(file, path + ".if", Condition::parse);
    condition.ifPresent(read -> countWindows(path + ".if", read));
    Optional<List<Action>> actions =
        value(file, path + ".action").isEmpty()
            ? Optional.of(List.of())
            : read(file, path + ".action", Action::parse);
    String risk = value(file, path + ".risk");
    String id = value(file, path + ".id");
    boolean named = isNew(file, path, id.isEmpty() ? ".risk" : ".id", id.isEmpty() ? risk : id);
    if (condition.isEmpty() || actions.isEmpty() || risk.isEmpty() || !named) {
      return Optional.empty();
    }
    double repeatS = values.get(file).real(path + ".repeat_s");
    return Optional.of(
        new RiskRule(
            id.isEmpty() ? risk : id,
            condition.get(),
            risk,
            actions.get(),
            (long) Math.rint(repeatS * MICROS)));
  }

  private Optional<QuoteRule> quote(String path) {
    ConfigFile file = ConfigFile.QUOTE_RULES;
    String match = value(file, path + ".match");
    String words = QuoteRule.nameOf(match);
    if (!match.isEmpty() && words.isEmpty()) {
      error(file, path + ".match", 0, "must hold a word, holds none");
    }
    String id = value(file, path + ".id");
    String name = id.isEmpty() ? words.substring(0, Math.min(words.length(), MAX_NAME)) : id;
    boolean named = isNew(file, path, id.isEmpty() ? ".match" : ".id", name);
    String quote = value(file, path + ".quote");
    if (words.isEmpty() || quote.isEmpty() || !named) {
      return Optional.empty();
    }
    boolean anyOrder = value(file, path + ".order").equals("any");
    return Optional.of(new QuoteRule(name, match, quote, anyOrder));
  }

  /** Reads a text of a rule. */
  private interface Reading<T> {
    T of(String text) throws RuleSyntaxException;
  }

  private <T> Optional<T> read(ConfigFile file, String path, Reading<T> reading) {
    String text = value(file, path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.of(text));
    } catch (RuleSyntaxException e) {
      error(file, path, e.offset(), e.getMessage() + suggestion(e));
      return Optional.empty();
    }
  }

  private static String suggestion(RuleSyntaxException e) {
    if (e.word().isEmpty()) {
      return "";
    }
    String known = String.join(", ", e.known());
    String meant = Suggestion.didYouMean(e.word(), e.known());
    return meant.isEmpty() && !e.getMessage().contains(known) ? "; known here: " + known : meant;
  }

  private void countWindows(String path, Condition condition) {
    int before = windows.size();
    windows.addAll(condition.windows());
    if (windows.size() > MAX_WINDOWS && before <= MAX_WINDOWS) {
      error(
          ConfigFile.RISK_MAP,
          path,
          0,
          "must look over at most " + MAX_WINDOWS + " windows together with the rules before it");
    }
  }

  /** Whether no rule has the name yet. */
  private boolean isNew(ConfigFile file, String path, String key, String name) {
    if (name.isEmpty()) {
      return false;
    }
    Origin origin = values.get(file).at(path + key).origin();
    Origin other = names.putIfAbsent(name, origin);
    if (other == null) {
      return true;
    }
    String place = other.standard() ? "a default rule" : other.text();
    error(
        file,
        path + key,
        0,
        "must differ from that of " + place + ", is " + name + ": give it an id");
    return false;
  }

  private String value(ConfigFile file, String path) {
    return findings.get(file).unusable(path) ? "" : values.get(file).text(path);
  }

  private void error(ConfigFile file, String path, int offset, String message) {
    Setting setting = values.get(file).at(path);
    Mark begin = setting.origin().standard() ? new Mark(1, 1) : setting.origin().mark();
    Mark mark =
        TextPlaces.of(texts.getOrDefault(file, ""), begin, (String) setting.value(), offset);
    findings.get(file).error(mark, path, message);
  }
}
