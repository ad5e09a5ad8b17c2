package lumen.fusion.evidence;

import lumen.fusion.evidence.Token.Kind;

/** Goes over the words of a condition. */
final class TokenCursor {
  /** The deepest nesting. */
  static final int MAX_DEPTH = 32;

  private final ConditionLexer lexer;
  private Token next;
  private RuleSyntaxException refusal;
  private int depth;

  TokenCursor(ConditionLexer lexer) {
    this.lexer = lexer;
    this.next = read();
  }

  /** What cannot be read is refused when it is its turn, so that the first mistake is told. */
  private Token read() {
    try {
      return lexer.next();
    } catch (RuleSyntaxException e) {
      refusal = e;
      return new Token(Kind.UNREADABLE, "", e.offset());
    }
  }

  /** The next word, which stays the next. */
  Token peek() {
    return next;
  }

  /** Checks that what comes next can be read. */
  void checkReadable() throws RuleSyntaxException {
    if (next.kind() == Kind.UNREADABLE) {
      throw refusal;
    }
  }

  /** Passes over the next word. */
  Token take() throws RuleSyntaxException {
    checkReadable();
    Token token = next;
    next = read();
    return token;
  }

  /** Passes over a sign that must stand here. */
  void expect(String sign) throws RuleSyntaxException {
    Token token = take();
    if (!token.is(sign)) {
      throw new RuleSyntaxException(
          token.offset(), "must be " + sign + " here, is " + token.described());
    }
  }

  /** Notes that what begins at a place is nested deeper. */
  void enter(int offset) throws RuleSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new RuleSyntaxException(
          offset, "must be nested at most " + MAX_DEPTH + " deep, is deeper");
    }
  }

  /** Notes its end. */
  void leave() {
    depth--;
  }
}
