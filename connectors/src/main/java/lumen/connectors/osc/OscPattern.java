package lumen.connectors.osc;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import lumen.pattern.GlobExpression;
import lumen.pattern.GlobExpression.Characters;
import lumen.pattern.GlobExpression.Range;

/** One address pattern of OSC 1.0, whose signs all stay between two slashes. */
final class OscPattern {
  private static final Characters NO_SLASH = Characters.ANY.without('/');

  private final String pattern;
  private final GlobExpression expression = new GlobExpression();
  private int at;

  OscPattern(String pattern) {
    this.pattern = pattern;
  }

  Pattern compile() {
    if (!pattern.startsWith("/")) {
      throw refused("must begin with a slash");
    }
    while (at < pattern.length()) {
      int character = pattern.codePointAt(at);
      at += Character.charCount(character);
      switch (character) {
        case '?' -> expression.one(NO_SLASH);
        case '*' -> expression.any(NO_SLASH);
        case '[' -> set();
        case '{' -> words();
        case ']', '}' -> throw refused("must not close what is not open");
        default -> expression.literal(character);
      }
    }
    return expression.compile();
  }

  private void set() {
    String members = upTo(']', "must close its [");
    boolean not = members.startsWith("!");
    String of = not ? members.substring(1) : members;
    if (of.isEmpty() || of.indexOf('/') >= 0) {
      throw refused("[] must hold characters other than a slash");
    }
    int[] characters = of.codePoints().toArray();
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < characters.length; i++) {
      boolean range = i + 2 < characters.length && characters[i + 1] == '-';
      int last = characters[range ? i + 2 : i];
      if (last < characters[i]) {
        throw refused("[] must hold ranges from low to high");
      }
      ranges.add(new Range(characters[i], last));
      i += range ? 2 : 0;
    }
    expression.one(new Characters(ranges, not).without('/'));
  }

  private void words() {
    String words = upTo('}', "must close its {");
    if (words.indexOf('/') >= 0) {
      throw refused("{} must hold words without a slash");
    }
    expression.open();
    words
        .codePoints()
        .forEach(
            character -> {
              if (character == ',') {
                expression.or();
              } else {
                expression.literal(character);
              }
            });
    expression.close();
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
