package lumen.ctl.terminal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody watches. */
public final class Terminal {
  private Terminal() {}

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
