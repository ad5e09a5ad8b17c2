package lumen.settings;

import java.util.OptionalInt;
import lumen.settings.YamlNode.Mark;

/**
 * Where the characters of a YAML text stand in its file, whichever way the text is written: plain,
 * in quotes, or as a block.
 *
 * <p>File and text are gone through side by side. White space of the text stands for a run of white
 * space in the file, a line end and an indentation included; every other character for itself, for
 * two quotes or for an escape. Where the two do not agree the beginning of the text is told.
 */
final class TextPlaces {
  private static final String BREAKS = "\n\r\u0085\u2028\u2029";

  private final String file;
  private final Mark begin;
  private final String text;
  private char style;
  private int at;

  private TextPlaces(String file, Mark begin, String text) {
    this.file = file;
    this.begin = begin;
    this.text = text;
  }

  /**
   * The place of a character.
   *
   * @param file the whole file
   * @param begin where the text begins in it
   * @param text the text as it was read
   * @param offset the character, from 0; its length for the end
   */
  static Mark of(String file, Mark begin, String text, int offset) {
    return new TextPlaces(file, begin, text).place(offset);
  }

  private Mark place(int offset) {
    OptionalInt start = index();
    if (start.isEmpty()) {
      return begin;
    }
    at = start.getAsInt();
    style = charAt(at);
    if (style == '"' || style == '\'') {
      at++;
    } else if (style == '|' || style == '>') {
      while (at < file.length() && !isBreak(charAt(at))) {
        at++;
      }
    }
    for (int k = 0; k < offset; ) {
      int next = isSpace(text.charAt(k)) && charAt(at) != '\\' ? spaces(k, offset) : character(k);
      if (next < 0) {
        return begin;
      }
      k = next;
    }
    if (offset < text.length() && !isSpace(text.charAt(offset))) {
      skipSpaces();
    }
    return mark(at);
  }

  /** Passes over a run of white space; returns where the text goes on. */
  private int spaces(int from, int offset) {
    int to = from;
    while (to < offset && isSpace(text.charAt(to))) {
      to++;
    }
    int start = at;
    skipSpaces();
    boolean whole = to == text.length() || !isSpace(text.charAt(to));
    at = whole ? at : Math.min(at, start + to - from);
    return at > start ? to : -1;
  }

  private void skipSpaces() {
    while (isSpace(charAt(at)) || isContinuation()) {
      at++;
    }
  }

  /** Whether a backslash joins two lines. */
  private boolean isContinuation() {
    return style == '"' && charAt(at) == '\\' && isBreak(charAt(at + 1));
  }

  /** Passes over one character; returns where the text goes on. */
  private int character(int from) {
    skipSpaces();
    char c = charAt(at);
    if (style == '"' && c == '\\') {
      at +=
          switch (charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
          };
      return from + Character.charCount(text.codePointAt(from));
    }
    if (c != text.charAt(from)) {
      return -1;
    }
    at += style == '\'' && c == '\'' ? 2 : 1;
    return from + 1;
  }

  private OptionalInt index() {
    int i = 0;
    for (int line = 1; line < begin.line(); line++) {
      while (i < file.length() && !isBreak(file.charAt(i))) {
        i++;
      }
      i += file.startsWith("\r\n", i) ? 2 : 1;
    }
    if (i >= file.length() || file.codePointCount(i, file.length()) < begin.column()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(file.offsetByCodePoints(i, begin.column() - 1));
  }

  private Mark mark(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(index, file.length()); i++) {
      boolean pair = file.startsWith("\r\n", i);
      if (isBreak(file.charAt(i)) && !pair) {
        line++;
        start = i + 1;
      }
    }
    return new Mark(line, file.codePointCount(start, Math.min(index, file.length())) + 1);
  }

  private char charAt(int index) {
    return index < file.length() ? file.charAt(index) : '\0';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  private static boolean isBreak(char c) {
    return BREAKS.indexOf(c) >= 0;
  }
}
