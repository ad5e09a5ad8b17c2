package lumen.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every command reports that it failed: one line on standard error, and an exit code. */
public final class FailureLines {
  private FailureLines() {}

  /**
   * Lets a command and those below it report so.
   *
   * @param debug whether the stack trace is shown as well
   */
  public static void reportOf(CommandLine line, BooleanSupplier debug) {
    line.setParameterExceptionHandler((thrown, arguments) -> wrongUsage(thrown));
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          if (debug.getAsBoolean()) {
            trace(thrown, command.getErr());
          }
          return failed(thrown, command.getErr());
        });
  }

  private static int wrongUsage(ParameterException thrown) {
    CommandLine line = thrown.getCommandLine();
    StringBuilder message =
        new StringBuilder(inWords(oneLine(String.valueOf(thrown.getMessage()))));
    if (thrown instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        message.append("; did you mean ").append(suggestions.get(0)).append('?');
      }
    }
    line.getErr()
        .printf("lumenctl: %s (%s --help)%n", message, line.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  /** Picocli's words without those of a programming language. */
  private static String inWords(String message) {
    return message
        .replaceFirst("^Error: ", "")
        .replaceFirst("(\\(specify one of these\\): \\(.*) \\| ", "$1 or ")
        .replaceFirst(" is not an? (int|long)$", " is not a whole number that fits")
        .replaceFirst(" is not an? (float|double)$", " is not a number");
  }

  private static int failed(Exception thrown, PrintWriter err) {
    if (thrown instanceof CommandFailure failure) {
      err.println("lumenctl: " + failure.getMessage());
      return failure.exitCode();
    }
    err.println("lumenctl: %s (--debug shows where)".formatted(oneLine(told(thrown))));
    return ExitCode.FAILED;
  }

  /** A plain IOException was made to be read; another's message needs the name of its kind. */
  private static String told(Exception thrown) {
    if (thrown instanceof FileSystemException system) {
      return FileTrouble.withPath(system);
    }
    String message = String.valueOf(thrown.getMessage());
    return thrown.getClass().equals(IOException.class)
        ? message
        : thrown.getClass().getSimpleName() + ": " + message;
  }

  private static void trace(Throwable thrown, PrintWriter err) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      err.println((t == thrown ? "" : "Caused by: ") + t);
      for (StackTraceElement at : t.getStackTrace()) {
        err.println("\tat " + at);
      }
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
