package lumen.connectors.osc;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * One address pattern of OSC 1.0, as a regular expression. Possessive stars keep it linear where
 * the text after a star cannot be a part of it.
 */
final class OscPattern {
  private final String pattern;
  private final StringBuilder expression = new StringBuilder();
  private int at;

  OscPattern(String pattern) {
    this.pattern = pattern;
  }

  Pattern compile() {
    if (!pattern.startsWith("/")) {
      throw refused("must begin with a slash");
    }
    while (at < pattern.length()) {
      char character = pattern.charAt(at++);
      switch (character) {
        case '?' -> expression.append("[^/]");
        case '*' -> star();
        case '[' -> set();
        case '{' -> words();
        case ']', '}' -> throw refused("must not close what is not open");
        default -> expression.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }

  private void star() {
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    boolean ends = at == pattern.length() || pattern.charAt(at) == '/';
    expression.append(ends ? "[^/]*+" : "[^/]*");
  }

  private void set() {
    String members = upTo(']', "must close its [");
    boolean not = members.startsWith("!");
    String of = not ? members.substring(1) : members;
    if (of.isEmpty() || of.indexOf('/') >= 0) {
      throw refused("[] must hold characters other than a slash");
    }
    expression.append(not ? "[^/" : "[");
    for (int i = 0; i < of.length(); i++) {
      char first = of.charAt(i);
      boolean range = i + 2 < of.length() && of.charAt(i + 1) == '-';
      char last = range ? of.charAt(i + 2) : first;
      if (last < first) {
        throw refused("[] must hold ranges from low to high");
      }
      expression.append(String.format("\\u%04x-\\u%04x", (int) first, (int) last));
      i += range ? 2 : 0;
    }
    expression.append(not ? "]" : "&&[^/]]");
  }

  private void words() {
    StringJoiner words = new StringJoiner("|", "(?:", ")");
    for (String word : upTo('}', "must close its {").split(",", -1)) {
      if (word.indexOf('/') >= 0) {
        throw refused("{} must hold words without a slash");
      }
      words.add(Pattern.quote(word));
    }
    expression.append(words);
  }

  private String upTo(char end, String rule) {
    int close = pattern.indexOf(end, at);
    if (close < 0) {
      throw refused(rule);
    }
    String inside = pattern.substring(at, close);
    at = close + 1;
    return inside;
  }

  private IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException(
        "must be an OSC address pattern such as /muse/eeg*: " + pattern + " (" + rule + ")");
  }
}
