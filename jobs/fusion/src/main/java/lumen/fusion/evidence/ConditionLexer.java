package lumen.fusion.evidence;

import java.util.List;
import java.util.regex.Pattern;
import lumen.fusion.evidence.Token.Kind;

/** Cuts a condition into words. */
final class ConditionLexer {
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]{1,20}(\\.[0-9]{1,20})?|\\.[0-9]{1,20})([eE][-+]?[0-9]{1,3})?");
  private static final Pattern SPAN = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?[smh]");
  private static final List<String> SIGNS =
      List.of("<=", ">=", "==", "!=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "(", ")", ",");
  private static final int MAX_TEXT = 64;

  private final String text;
  private int at;

  ConditionLexer(String text) {
    this.text = text;
  }

  /** The next word; behind the last one the end, as often as it is asked for. */
  Token next() throws RuleSyntaxException {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at);
    }
    char c = text.charAt(at);
    if (isDigit(c) || (c == '.' && isDigit(peek(at + 1)))) {
      return number();
    }
    if (isLetter(c)) {
      return take(Kind.NAME, nameEnd());
    }
    return c == '"' || c == '\'' ? quoted(c) : sign();
  }

  private Token take(Kind kind, int end) {
    Token token = new Token(kind, text.substring(at, end), at);
    at = end;
    return token;
  }

  private Token number() throws RuleSyntaxException {
    int end = at;
    while (isDigit(peek(end)) || isLetter(peek(end)) || peek(end) == '.' || isExponentSign(end)) {
      end++;
    }
    String word = text.substring(at, end);
    if (SPAN.matcher(word).matches()) {
      return take(Kind.SPAN, end);
    }
    if (NUMBER.matcher(word).matches() && Double.isFinite(Double.parseDouble(word))) {
      return take(Kind.NUMBER, end);
    }
    throw new RuleSyntaxException(
        at, "must be a decimal number such as 0.25, or a time such as 5m, is " + Token.shown(word));
  }

  /** Whether a sign belongs to the exponent of a number. */
  private boolean isExponentSign(int i) {
    char before = text.charAt(Math.max(0, i - 1));
    return (peek(i) == '-' || peek(i) == '+')
        && (before == 'e' || before == 'E')
        && isDigit(peek(i + 1));
  }

  private int nameEnd() {
    int end = at;
    while (isLetter(peek(end)) || isDigit(peek(end))) {
      end++;
    }
    return end;
  }

  private Token quoted(char quote) throws RuleSyntaxException {
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw new RuleSyntaxException(at, "must end with the same quote, does not end");
    }
    String inside = text.substring(at + 1, end);
    if (inside.length() > MAX_TEXT) {
      throw new RuleSyntaxException(
          at, "must have at most " + MAX_TEXT + " characters, has " + inside.length());
    }
    Token token = new Token(Kind.TEXT, inside, at);
    at = end + 1;
    return token;
  }

  private Token sign() throws RuleSyntaxException {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        return take(Kind.SIGN, at + sign.length());
      }
    }
    throw new RuleSyntaxException(at, refusal(text.codePointAt(at)));
  }

  private static String refusal(int c) {
    return switch (c) {
      case '=' -> "must be ==, is =: a condition compares and sets nothing";
      case '&' -> "must be && or and, is &";
      case '|' -> "must be || or or, is |";
      case '.' -> "must be part of a condition, is a dot: there are no methods and no parts";
      default ->
          "must be part of a condition, is "
              + (c > ' ' && c < 0x7f
                  ? Character.toString(c)
                  : String.format("the character U+%04X", c));
    };
  }

  private char peek(int i) {
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
