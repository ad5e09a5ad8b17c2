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
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues.Origin;
import lumen.settings.Suggestion;

/**
 * Compiles the rules of a folder. A rule with a mistake becomes findings, at the characters that
 * are wrong, and is left out.
 */
final class RuleCompiler {
  /** The most windows that all rules look over together. */
  static final int MAX_WINDOWS = 64;

  private static final int MAX_NAME = 64;
  private static final double MICROS = 1e6;

  private final ConfigReading reading;
  private final Map<String, Origin> names = new HashMap<>();
  private final Set<String> windows = new TreeSet<>();

  RuleCompiler(ConfigReading reading) {
    this.reading = reading;
  }

  EvidenceRules compile() {
    List<RiskRule> risks = new ArrayList<>();
    for (String path : reading.of(ConfigFile.RISK_MAP).members("")) {
      risk(path).ifPresent(risks::add);
    }
    List<QuoteRule> quotes = new ArrayList<>();
    for (String path : reading.of(ConfigFile.QUOTE_RULES).members("")) {
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
    double repeatS = reading.of(file).real(path + ".repeat_s");
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
      reading.error(file, path + ".match", 0, "must hold a word, holds none");
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
  private interface Syntax<T> {
    T of(String text) throws RuleSyntaxException;
  }

  private <T> Optional<T> read(ConfigFile file, String path, Syntax<T> syntax) {
    String text = value(file, path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(syntax.of(text));
    } catch (RuleSyntaxException e) {
      reading.error(file, path, e.offset(), e.getMessage() + suggestion(e));
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
      reading.error(
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
    Origin origin = reading.of(file).at(path + key).origin();
    Origin other = names.putIfAbsent(name, origin);
    if (other == null) {
      return true;
    }
    String place = other.standard() ? "a default rule" : other.text();
    reading.error(
        file,
        path + key,
        0,
        "must differ from that of " + place + ", is " + name + ": give it an id");
    return false;
  }

  private String value(ConfigFile file, String path) {
    return reading.findings(file).unusable(path) ? "" : reading.of(file).text(path);
  }
}
