package lumen.terminal;

/** What the exit code of {@code lumenctl} says. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** Tried and failed; the reason is on standard error. */
  public static final int FAILED = 1;

  /** The command line or a settings file is wrong; nothing was changed. */
  public static final int USAGE = 2;

  /** The session cluster does not answer. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
