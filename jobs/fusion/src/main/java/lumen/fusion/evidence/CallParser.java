package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.fusion.evidence.Token.Kind;

/** Reads the calls of a condition, and keeps those of windows. */
final class CallParser {
  private static final List<String> FUNCTIONS =
      Stream.concat(Stream.of("abs", "min", "max"), WindowFunction.words().stream()).toList();

  private final TokenCursor cursor;
  private final Argument argument;
  private final List<WindowCall> windows = new ArrayList<>();

  /** Reads an expression that is a number. */
  interface Argument {
    NumberNode read() throws RuleSyntaxException;
  }

  CallParser(TokenCursor cursor, Argument argument) {
    this.cursor = cursor;
    this.argument = argument;
  }

  /** The names of all functions. */
  static List<String> functions() {
    return FUNCTIONS;
  }

  /** The windows that were called so far, each once. */
  List<WindowCall> windows() {
    return windows;
  }

  /** What stands behind the name of a function. */
  NumberNode call(Token name) throws RuleSyntaxException {
    cursor.expect("(");
    cursor.enter(name.offset());
    NumberNode node =
        WindowFunction.named(name.text()).isPresent()
            ? new NumberNode.OfWindow(window(WindowFunction.named(name.text()).get()))
            : arithmetic(name.text());
    cursor.expect(")");
    cursor.leave();
    return node;
  }

  private NumberNode arithmetic(String name) throws RuleSyntaxException {
    NumberNode node = argument.read();
    if (name.equals("abs")) {
      return new NumberNode.Magnitude(node);
    }
    NumberNode.Operation operation =
        name.equals("min") ? NumberNode.Operation.MIN : NumberNode.Operation.MAX;
    do {
      cursor.expect(",");
      node = new NumberNode.Combined(operation, node, argument.read());
    } while (cursor.peek().is(","));
    return node;
  }

  /** The place of the window among those of the condition. */
  private int window(WindowFunction function) throws RuleSyntaxException {
    Field field = field(cursor.take());
    cursor.expect(",");
    WindowCall call = new WindowCall(function, field, span(cursor.take()));
    if (!windows.contains(call)) {
      windows.add(call);
    }
    return windows.indexOf(call);
  }

  private static Field field(Token name) throws RuleSyntaxException {
    if (name.kind() == Kind.NAME) {
      Field field = Field.named(name.text()).orElse(null);
      if (field != null && !field.isText()) {
        return field;
      }
    }
    boolean misspelt = name.kind() == Kind.NAME && Field.named(name.text()).isEmpty();
    throw new RuleSyntaxException(
        name.offset(),
        "must be a field that is a number, is " + name.described(),
        misspelt ? name.text() : "",
        Field.numbers());
  }

  private static long span(Token span) throws RuleSyntaxException {
    long micros = span.kind() == Kind.SPAN ? WindowSpan.parse(span.text()) : -1;
    if (micros < 0) {
      throw new RuleSyntaxException(
          span.offset(), "must be a time from 1s to 30m such as 5m, is " + span.described());
    }
    return micros;
  }
}
