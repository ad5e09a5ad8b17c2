package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.List;
import lumen.fusion.settings.KeyPatternProgram.Accept;
import lumen.fusion.settings.KeyPatternProgram.CharacterSet;
import lumen.fusion.settings.KeyPatternProgram.Fork;
import lumen.fusion.settings.KeyPatternProgram.Range;
import lumen.fusion.settings.KeyPatternProgram.Step;
import lumen.fusion.settings.KeyPatternProgram.Take;

/** Translates the text of a {@link KeyPattern}, front to back, into steps. */
final class KeyPatternCompiler {
  private static final int END = -1;

  private final int[] text;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private KeyPatternCompiler(String text) {
    this.text = text.codePoints().toArray();
  }

  static KeyPatternProgram compile(String text) {
    KeyPatternCompiler compiler = new KeyPatternCompiler(text);
    compiler.sequence(false);
    compiler.steps.add(new Accept());
    return new KeyPatternProgram(compiler.steps);
  }

  private int peek() {
    return at < text.length ? text[at] : END;
  }

  private void sequence(boolean inBraces) {
    while (peek() != END && !(inBraces && (peek() == ',' || peek() == '}'))) {
      int character = text[at++];
      switch (character) {
        case '*' -> any();
        case '?' -> steps.add(new Take(CharacterSet.ANY));
        case '[' -> brackets();
        case '{' -> braces();
        case '\\' -> literal(escaped());
        default -> literal(character);
      }
    }
  }

  private void any() {
    int fork = steps.size();
    steps.add(new Fork(fork + 1, fork + 3));
    steps.add(new Take(CharacterSet.ANY));
    jump(fork);
  }

  private void literal(int character) {
    steps.add(new Take(CharacterSet.one(character)));
  }

  private int escaped() {
    if (peek() == END) {
      throw new IllegalArgumentException(
          "pattern must name a character after its last \\: " + written());
    }
    return text[at++];
  }

  private void jump(int target) {
    steps.add(new Fork(target, target));
  }

  private void braces() {
    List<Integer> exits = new ArrayList<>();
    while (true) {
      int fork = steps.size();
      steps.add(new Accept());
      sequence(true);
      if (peek() == END) {
        throw new IllegalArgumentException("pattern must close every {: " + written());
      }
      boolean last = text[at++] == '}';
      exits.add(steps.size());
      steps.add(new Accept());
      steps.set(fork, new Fork(fork + 1, last ? fork + 1 : steps.size()));
      if (last) {
        break;
      }
    }
    for (int exit : exits) {
      steps.set(exit, new Fork(steps.size(), steps.size()));
    }
  }

  private void brackets() {
    int start = at;
    CharacterSet set = characterSet();
    String inside = new String(text, start, at - 1 - start);
    boolean everyIndex = inside.equals("*");
    if (!everyIndex && !inside.chars().allMatch(c -> '0' <= c && c <= '9')) {
      steps.add(new Take(set));
      return;
    }
    int fork = steps.size();
    steps.add(new Accept());
    steps.add(new Take(set));
    int exit = steps.size();
    steps.add(new Accept());
    steps.set(fork, new Fork(fork + 1, steps.size()));
    index(inside, everyIndex);
    steps.set(exit, new Fork(steps.size(), steps.size()));
  }

  private void index(String digits, boolean every) {
    literal('[');
    if (every) {
      int loop = steps.size();
      steps.add(new Take(CharacterSet.DIGIT));
      steps.add(new Fork(loop, loop + 2));
    } else {
      digits.chars().forEach(this::literal);
    }
    literal(']');
  }

  private CharacterSet characterSet() {
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
    return new CharacterSet(ranges, outside);
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
