package lumen.cluster.job;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds, in the text of a stack trace, what a user wants to know: the message of the innermost
 * cause.
 */
public final class RootCause {
  private static final String CAUSED_BY = "Caused by: ";

  private RootCause() {}

  /**
   * The innermost cause without class name and stack frames, its lines joined by {@code " | "}. A
   * cause without a message gives its class's simple name.
   */
  public static String of(String stackTrace) {
    List<String> cause = new ArrayList<>();
    boolean within = true;
    for (String line : stackTrace.strip().lines().toList()) {
      String text = line.strip();
      if (text.startsWith(CAUSED_BY)) {
        cause.clear();
        cause.add(text.substring(CAUSED_BY.length()));
        within = true;
      } else if (text.startsWith("at ") || text.startsWith("... ")) {
        within = false;
      } else if (within && !text.isEmpty() && !text.startsWith("End of exception")) {
        cause.add(text);
      }
    }
    if (cause.size() > 1 && cause.get(0).startsWith("<Exception on server side")) {
      cause.remove(0);
    }
    return String.join(" | ", cause.stream().map(RootCause::withoutClass).toList());
  }

  private static String withoutClass(String line) {
    String rest = line;
    while (true) {
      int colon = rest.indexOf(": ");
      String head = colon < 0 ? rest : rest.substring(0, colon);
      if (!head.matches("([a-z_][\\w$]*\\.)+[A-Z][\\w$]*")) {
        return rest;
      }
      if (colon < 0) {
        return head.substring(head.lastIndexOf('.') + 1);
      }
      rest = rest.substring(colon + 2);
    }
  }
}
