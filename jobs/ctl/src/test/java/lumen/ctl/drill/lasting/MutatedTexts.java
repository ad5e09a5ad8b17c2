package lumen.ctl.drill.lasting;

import java.util.List;
import java.util.Random;

/** Texts that are nearly right: bits, characters, words and lines changed, moved, doubled, lost. */
final class MutatedTexts {
  private static final List<String> WORDS =
      List.of(
          "-1",
          "1e400",
          "1e999999999",
          "-1.5e-99999999999",
          "NaN",
          ".inf",
          "0x10",
          "1_000",
          "null",
          "~",
          "true",
          "[]",
          "{}",
          "[[[[",
          "}}",
          "&a",
          "*a",
          "<<: *a",
          "!!java.net.URL [x]",
          "---",
          "...",
          "\t",
          "\u0000",
          "\uD83D",
          "\uFEFF",
          "\u2028",
          "'",
          "\"",
          "\\",
          "|",
          ">-",
          "#",
          "%",
          ": ",
          "- ",
          "?",
          "9".repeat(400),
          "[".repeat(3_000),
          "a".repeat(5_000));

  private final Random random;

  MutatedTexts(Random random) {
    this.random = random;
  }

  /** One to four changes of a text. */
  String of(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0; n--) {
      change(changed);
    }
    return changed.toString();
  }

  private void change(StringBuilder text) {
    if (text.length() == 0) {
      text.append(word());
      return;
    }
    int at = random.nextInt(text.length());
    switch (random.nextInt(8)) {
      case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
      case 1 -> text.insert(at, word());
      case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
      case 3 -> text.setLength(at);
      case 4 -> {
        int end = Math.min(text.length(), at + 1 + random.nextInt(80));
        text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
      case 5 -> replaceValue(text, at);
      case 6 -> {
        int line = text.indexOf("\n", at);
        text.insert(line < 0 ? text.length() : line + 1, " ".repeat(random.nextInt(5)));
      }
      default -> text.setCharAt(at, (char) random.nextInt(0x2FF));
    }
  }

  /** Of a key the value is another. */
  private void replaceValue(StringBuilder text, int at) {
    int colon = text.indexOf(":", at);
    if (colon < 0) {
      text.append(word());
      return;
    }
    int end = colon + 1;
    while (end < text.length() && ",}\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    text.replace(colon + 1, end, " " + word());
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
