package lumen.terminal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/**
 * Whether somebody watches, and what is told to them beside the result of a command: on standard
 * error, so that standard output stays the result. It is the process that speaks here, also from
 * threads that no command runs.
 */
public final class Terminal {
  private Terminal() {}

  /** Tells one thing, on a line of its own. */
  public static void tell(String text) {
    System.err.println("lumenctl: " + text);
  }

  /** Ends the line that {@code ^C} stands on. */
  public static void endLine() {
    System.err.println();
  }

  /**
   * Whether standard input and output are a terminal. From JDK 22 on, a console alone does not say
   * so.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean present() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
