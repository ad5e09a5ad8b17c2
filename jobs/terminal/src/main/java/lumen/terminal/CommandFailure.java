package lumen.terminal;

import java.util.List;

/**
 * Ends a command with one line on standard error, in the form {@code rule: facts}, and an exit
 * code.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * A failure with its reason.
   *
   * @param exitCode one of {@link ExitCode}, not {@link ExitCode#OK}
   * @param message one line for the user
   */
  public CommandFailure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  /** As above, with the cause that {@code --debug} shows. */
  public CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    if (exitCode == ExitCode.OK) {
      throw new IllegalArgumentException("a failure must not exit with 0: message=" + message);
    }
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  /** A failure that exits with {@link ExitCode#FAILED}. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  /**
   * Goes on where there is no problem.
   *
   * @param problems a line for each
   * @throws CommandFailure with all of them, which exits with {@link ExitCode#FAILED}
   */
  public static void failIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw failed(String.join("\nlumenctl: ", problems));
    }
  }

  /** A failure that exits with {@link ExitCode#USAGE}. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** A failure that exits with {@link ExitCode#UNREACHABLE}. */
  public static CommandFailure unreachable(String message) {
    return new CommandFailure(ExitCode.UNREACHABLE, message);
  }
}
