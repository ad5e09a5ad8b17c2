package lumen.pattern;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import lumen.pattern.GlobExpression.Characters;
import lumen.pattern.GlobExpression.Range;

/** Translates the text of a {@link KeyPattern}, front to back, into a regular expression. */
final class KeyPatternCompiler {
  private static final int END = -1;

  private final int[] text;
  private final GlobExpression expression = new GlobExpression();
  private int at;

  private KeyPatternCompiler(String text) {
    this.text = text.codePoints().toArray();
  }

  static Pattern compile(String text) {
    KeyPatternCompiler compiler = new KeyPatternCompiler(text);
    compiler.sequence(false);
    return compiler.expression.compile();
  }

  private int peek() {
    return at < text.length ? text[at] : END;
  }

  private void sequence(boolean inBraces) {
    while (peek() != END && !(inBraces && (peek() == ',' || peek() == '}'))) {
      int character = text[at++];
      switch (character) {
        case '*' -> expression.any(Characters.ANY);
        case '?' -> expression.one(Characters.ANY);
        case '[' -> brackets();
        case '{' -> braces();
        case '\\' -> expression.literal(escaped());
        default -> expression.literal(character);
      }
    }
  }

  private int escaped() {
    if (peek() == END) {
      throw new IllegalArgumentException(
          "pattern must name a character after its last \\: " + written());
    }
    return text[at++];
  }

  private void braces() {
    expression.open();
    sequence(true);
    while (peek() == ',') {
      at++;
      expression.or();
      sequence(true);
    }
    if (peek() == END) {
      throw new IllegalArgumentException("pattern must close every {: " + written());
    }
    at++;
    expression.close();
  }

  private void brackets() {
    int start = at;
    Characters set = set();
    String inside = new String(text, start, at - 1 - start);
    boolean everyIndex = inside.equals("*");
    if (!everyIndex && !inside.chars().allMatch(c -> '0' <= c && c <= '9')) {
      expression.one(set);
      return;
    }
    expression.open();
    expression.one(set);
    expression.or();
    expression.literal('[');
    if (everyIndex) {
      expression.some(Characters.DIGIT);
    } else {
      inside.chars().forEach(expression::literal);
    }
    expression.literal(']');
    expression.close();
  }

  private Characters set() {
    boolean outside = peek() == '!' || peek() == '^';
    if (outside) {
      at++;
    }
    List<Range> ranges = new ArrayList<>();
    while (peek() != ']' || ranges.isEmpty()) {
      int from = member();
      boolean range = peek() == '-' && at + 1 < text.length && text[at + 1] != ']';
      if (range) {
        at++;
      }
      int to = range ? member() : from;
      if (to < from) {
        throw new IllegalArgumentException("pattern must have ranges that ascend: " + written());
      }
      ranges.add(new Range(from, to));
    }
    at++;
    return new Characters(ranges, outside);
  }

  private int member() {
    if (peek() == END) {
      throw new IllegalArgumentException("pattern must close every [: " + written());
    }
    int character = text[at++];
    return character == '\\' ? escaped() : character;
  }

  private String written() {
    return new String(text, 0, text.length);
  }
}
