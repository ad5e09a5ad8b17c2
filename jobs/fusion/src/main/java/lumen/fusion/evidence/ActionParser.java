package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lumen.signal.gain.Gain;

/**
 * Reads the actions of a rule:
 *
 * <pre>
 *   actions = action { ";" action }
 *   action  = ("increase" | "decrease") ("kp" | "ki" | "kd") "by" number
 *           | "alert" ("warn" | "crit")
 *           | "set" "weights" number number
 * </pre>
 */
final class ActionParser {
  /** The longest text. */
  static final int MAX_CHARS = 500;

  private static final Pattern WORD = Pattern.compile("[^\\s;]+|;");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");

  private final String text;
  private List<MatchResult> words = List.of();
  private int at = -1;

  ActionParser(String text) {
    this.text = text;
  }

  List<Action> actions() throws RuleSyntaxException {
    if (text.length() > MAX_CHARS) {
      throw new RuleSyntaxException(
          MAX_CHARS, "must have at most " + MAX_CHARS + " characters, has " + text.length());
    }
    words = WORD.matcher(text).results().toList();
    List<Action> actions = new ArrayList<>();
    do {
      actions.add(action());
      at++;
      if (!word().isEmpty() && !word().equals(";")) {
        throw refused("must end or go on with ;");
      }
    } while (!word().isEmpty());
    return actions;
  }

  private Action action() throws RuleSyntaxException {
    return switch (choice("increase", "decrease", "alert", "set")) {
      case "increase" -> shift(1);
      case "decrease" -> shift(-1);
      case "alert" -> new Action.Alert(AlertLevel.valueOf(upper(choice("warn", "crit"))));
      default -> weights();
    };
  }

  private Action shift(int sign) throws RuleSyntaxException {
    Gain gain = Gain.valueOf(upper(choice("kp", "ki", "kd")));
    choice("by");
    double by = number(0, Action.MAX_SHIFT);
    if (by == 0) {
      throw refused("must be a number > 0 and <= " + Action.decimal(Action.MAX_SHIFT));
    }
    return new Action.ShiftGain(gain, sign * by);
  }

  private Action weights() throws RuleSyntaxException {
    choice("weights");
    double ure = number(0.6, 0.9);
    return new Action.SetWeights(ure, number(0.1, 0.4));
  }

  /** The next word, which must be one of these. */
  private String choice(String... known) throws RuleSyntaxException {
    at++;
    if (!List.of(known).contains(word())) {
      String one = known.length > 1 ? "one of " : "";
      throw new RuleSyntaxException(
          offset(),
          "must be " + one + String.join(", ", known) + ", is " + shown(),
          word(),
          List.of(known));
    }
    return word();
  }

  /** The next word, which must be a number of this range. */
  private double number(double min, double max) throws RuleSyntaxException {
    at++;
    double value = NUMBER.matcher(word()).matches() ? Double.parseDouble(word()) : Double.NaN;
    if (!(value >= min && value <= max)) {
      throw refused(
          "must be a number >= " + Action.decimal(min) + " and <= " + Action.decimal(max));
    }
    return value;
  }

  private RuleSyntaxException refused(String rule) {
    return new RuleSyntaxException(offset(), rule + ", is " + shown());
  }

  /** The word now looked at; empty at the end. */
  private String word() {
    return at < words.size() ? words.get(at).group() : "";
  }

  private int offset() {
    return at < words.size() ? words.get(at).start() : text.length();
  }

  private String shown() {
    return word().isEmpty() ? "the end" : Token.shown(word());
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
