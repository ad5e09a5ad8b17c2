package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lumen.fusion.evidence.NumberNode.Operation;
import lumen.fusion.evidence.Operand.OfNumber;
import lumen.fusion.evidence.Operand.OfText;
import lumen.fusion.evidence.Operand.OfTruth;
import lumen.fusion.evidence.Operand.OfWord;
import lumen.fusion.evidence.Token.Kind;
import lumen.fusion.evidence.TruthNode.Comparison;

/** Reads a condition by recursive descent; the grammar stands at {@link Condition}. */
final class ConditionParser {
  private static final List<String> JOINS = List.of("and", "or", "not");

  private final String text;
  private final TokenCursor cursor;
  private final CallParser calls;
  private final Set<Field> fields = new LinkedHashSet<>();

  private ConditionParser(String text) throws RuleSyntaxException {
    this.text = text;
    this.cursor = new TokenCursor(new ConditionLexer(text));
    this.calls = new CallParser(cursor, () -> number(sum()));
  }

  static Condition parse(String text) throws RuleSyntaxException {
    if (text.length() > Condition.MAX_CHARS) {
      throw new RuleSyntaxException(
          Condition.MAX_CHARS,
          "must have at most " + Condition.MAX_CHARS + " characters, has " + text.length());
    }
    return new ConditionParser(text).condition();
  }

  private Condition condition() throws RuleSyntaxException {
    TruthNode root = truth(disjunction());
    Token end = cursor.take();
    if (end.kind() != Kind.END) {
      throw new RuleSyntaxException(
          end.offset(), "must end or go on with and, or: is " + end.described());
    }
    if (fields.isEmpty() && calls.windows().isEmpty()) {
      throw new RuleSyntaxException(0, "must read a field, reads none");
    }
    return new Condition(text, root, List.copyOf(fields), calls.windows());
  }

  private Operand disjunction() throws RuleSyntaxException {
    Operand left = conjunction();
    while (cursor.peek().isAny("or", "||")) {
      cursor.take();
      TruthNode first = truth(left);
      left = new OfTruth(left.offset(), new TruthNode.Or(first, truth(conjunction())));
    }
    return left;
  }

  private Operand conjunction() throws RuleSyntaxException {
    Operand left = negation();
    while (cursor.peek().isAny("and", "&&")) {
      cursor.take();
      TruthNode first = truth(left);
      left = new OfTruth(left.offset(), new TruthNode.And(first, truth(negation())));
    }
    return left;
  }

  private Operand negation() throws RuleSyntaxException {
    if (!cursor.peek().isAny("not", "!")) {
      return comparison();
    }
    int offset = cursor.take().offset();
    cursor.enter(offset);
    Operand operand = new OfTruth(offset, new TruthNode.Not(truth(negation())));
    cursor.leave();
    return operand;
  }

  private Operand comparison() throws RuleSyntaxException {
    Operand left = sum();
    Token sign = cursor.peek();
    if (!isComparison(sign)) {
      cursor.checkReadable();
      return left;
    }
    cursor.take();
    Operand right = sum();
    if (isComparison(cursor.peek())) {
      throw new RuleSyntaxException(
          cursor.peek().offset(), "must compare two values: write a < b and b < c for three");
    }
    TruthNode compared;
    if (left instanceof OfWord word) {
      compared = named(word, sign, right);
    } else if (right instanceof OfWord word) {
      compared = named(word, sign, left);
    } else {
      compared =
          new TruthNode.Compared(Comparison.BY_SIGN.get(sign.text()), number(left), number(right));
    }
    return new OfTruth(left.offset(), compared);
  }

  private static boolean isComparison(Token token) {
    return token.kind() == Kind.SIGN && Comparison.BY_SIGN.containsKey(token.text());
  }

  private static TruthNode named(OfWord word, Token sign, Operand other)
      throws RuleSyntaxException {
    Field field = word.field();
    if (!sign.isAny("==", "!=")) {
      throw new RuleSyntaxException(
          sign.offset(),
          "must be == or != for the word " + field.wireName() + ", is " + sign.text());
    }
    if (!(other instanceof OfText value)) {
      throw new RuleSyntaxException(
          other.offset(),
          "must be a text in quotes such as \""
              + field.words().get(0)
              + "\", is "
              + other.described());
    }
    if (!field.words().contains(value.text())) {
      throw new RuleSyntaxException(
          value.offset(),
          "must be a value of " + field.wireName() + ", is \"" + value.text() + '"',
          value.text(),
          field.words());
    }
    TruthNode named = new TruthNode.Named(field, value.text());
    return sign.is("==") ? named : new TruthNode.Not(named);
  }

  private Operand sum() throws RuleSyntaxException {
    Operand left = product();
    while (cursor.peek().isAny("+", "-")) {
      Operation operation = cursor.take().is("+") ? Operation.ADD : Operation.SUBTRACT;
      left = combined(operation, left, product());
    }
    return left;
  }

  private Operand product() throws RuleSyntaxException {
    Operand left = factor();
    while (cursor.peek().isAny("*", "/")) {
      Operation operation = cursor.take().is("*") ? Operation.MULTIPLY : Operation.DIVIDE;
      left = combined(operation, left, factor());
    }
    return left;
  }

  private static Operand combined(Operation operation, Operand left, Operand right)
      throws RuleSyntaxException {
    return new OfNumber(
        left.offset(), new NumberNode.Combined(operation, number(left), number(right)));
  }

  private Operand factor() throws RuleSyntaxException {
    Token token = cursor.take();
    int offset = token.offset();
    if (token.kind() == Kind.NUMBER) {
      return new OfNumber(offset, new NumberNode.Literal(Double.parseDouble(token.text())));
    }
    if (token.kind() == Kind.TEXT) {
      return new OfText(offset, token.text());
    }
    if (token.kind() == Kind.NAME && !JOINS.contains(token.text())) {
      return named(token);
    }
    if (!token.isAny("-", "(")) {
      throw new RuleSyntaxException(
          offset, "must be a value: a field, a number or a call, is " + token.described());
    }
    cursor.enter(offset);
    Operand operand = token.is("-") ? negated(offset) : inParentheses();
    cursor.leave();
    return operand;
  }

  private Operand negated(int offset) throws RuleSyntaxException {
    return new OfNumber(offset, new NumberNode.Negated(number(factor())));
  }

  private Operand inParentheses() throws RuleSyntaxException {
    Operand operand = disjunction();
    cursor.expect(")");
    return operand;
  }

  private Operand named(Token name) throws RuleSyntaxException {
    if (CallParser.functions().contains(name.text())) {
      return new OfNumber(name.offset(), calls.call(name));
    }
    boolean call = cursor.peek().is("(");
    Field field = Field.named(name.text()).orElse(null);
    if (field == null || call) {
      throw unknown(name, call);
    }
    fields.add(field);
    return field.isText()
        ? new OfWord(name.offset(), field)
        : new OfNumber(name.offset(), new NumberNode.OfField(field));
  }

  private static RuleSyntaxException unknown(Token name, boolean call) {
    List<String> known = new ArrayList<>(call ? List.of() : Field.names());
    known.addAll(CallParser.functions());
    return new RuleSyntaxException(
        name.offset(),
        "must be a " + (call ? "function" : "field") + ", is " + name.described(),
        name.text(),
        known);
  }

  private static NumberNode number(Operand operand) throws RuleSyntaxException {
    if (operand instanceof OfNumber number) {
      return number.node();
    }
    throw new RuleSyntaxException(operand.offset(), "must be a number, is " + operand.described());
  }

  private static TruthNode truth(Operand operand) throws RuleSyntaxException {
    if (operand instanceof OfTruth truth) {
      return truth.node();
    }
    throw new RuleSyntaxException(
        operand.offset(),
        "must be a condition such as phase_diff > 0.025, is " + operand.described());
  }
}
