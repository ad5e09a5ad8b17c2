package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A YAML text with one value that is known by its path and place, and comments, quotes, blanks,
 * line ends and styles at random around it.
 */
final class RandomYaml {
  private static final String[] COMMENTS = {
    "# plain", "#", "# kp: 0.35", "# \u00fcber \ud83c\udfb5 [1, 2] {a: b}", "#: '\"", "# - [0, 1]"
  };
  private static final String[] TEXTS = {
    "plain text", "'quoted # no comment'", "\"a: b \\\" c\"", "http://h:9305/x", "'it''s'", "~"
  };

  private final Random random;
  private final String lineEnd;
  private final StringBuilder text = new StringBuilder();
  private final List<String> path = new ArrayList<>();
  private int from;
  private int to;

  /** A text for a seed, with the value written as {@code value}. */
  RandomYaml(long seed, String value) {
    random = new Random(seed);
    lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
    int depth = random.nextInt(4);
    comments("");
    if (random.nextInt(6) == 0) {
      line("---");
    }
    block("", depth, value);
    comments("");
    if (random.nextInt(4) == 0) {
      text.setLength(text.length() - lineEnd.length());
    }
  }

  String text() {
    return text.toString();
  }

  /** The path of the value. */
  List<String> path() {
    return path;
  }

  /** What stands before the value. */
  String head() {
    return text.substring(0, from);
  }

  /** What stands behind the value. */
  String tail() {
    return text.substring(Math.min(to, text.length()));
  }

  private void block(String indent, int depth, String value) {
    int at = random.nextInt(4);
    for (int i = 0; i < 4; i++) {
      comments(indent);
      String name = "k" + (char) ('a' + i);
      if (i != at) {
        bystander(indent, name);
      } else if (depth == 0) {
        path.add(name);
        target(indent, name, value);
      } else {
        path.add(name);
        text.append(indent).append(name).append(colon());
        line("");
        block(indent + " ".repeat(1 + random.nextInt(4)), depth - 1, value);
      }
    }
  }

  private void target(String indent, String name, String value) {
    boolean braces = random.nextInt(3) == 0;
    text.append(indent).append(name).append(colon()).append(blanks());
    if (braces) {
      path.add("v");
      text.append("{ u: 'x' ,").append(blanks()).append("v").append(colon()).append(blanks());
    }
    from = text.length();
    text.append(value);
    to = text.length();
    line(braces ? blanks() + ", w: 0.35}" : "");
  }

  private String colon() {
    return random.nextInt(5) == 0 ? " :" : ":";
  }

  private String blanks() {
    return " ".repeat(1 + random.nextInt(3));
  }

  private void bystander(String indent, String name) {
    text.append(indent).append(name).append(colon()).append(blanks());
    switch (random.nextInt(4)) {
      case 0 -> line(TEXTS[random.nextInt(TEXTS.length)]);
      case 1 -> line("{p: 1, q: [2, 'x'], r: {s: t}}");
      case 2 -> {
        line("");
        line(indent + "  - [0, 0.10]");
        line(indent + "  - u");
      }
      default -> line(String.valueOf(random.nextDouble()));
    }
  }

  private void comments(String indent) {
    while (random.nextInt(3) == 0) {
      text.append(random.nextBoolean() ? indent : "  ");
      line(random.nextBoolean() ? "" : COMMENTS[random.nextInt(COMMENTS.length)]);
    }
  }

  private void line(String content) {
    text.append(content);
    if (random.nextInt(3) == 0) {
      text.append(blanks()).append(COMMENTS[random.nextInt(COMMENTS.length)]);
    }
    text.append(lineEnd);
  }
}
