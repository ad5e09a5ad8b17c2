package lumen.ctl.selfcheck;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import lumen.terminal.ExitCode;
import lumen.terminal.FailureLines;
import picocli.CommandLine;

/**
 * One of the checks of a night.
 *
 * @param name how it is called
 * @param outcome whether it holds
 * @param said what was found, in one line
 */
record NightCheck(String name, Outcome outcome, String said) {
  private static final int LONGEST = 160;

  /** What came of it. */
  enum Outcome {
    /** It holds. */
    OK,
    /** It does not. */
    WRONG,
    /** Nobody asked. */
    SKIPPED
  }

  /** One that nobody wants. */
  static NightCheck skipped(String name) {
    return new NightCheck(name, Outcome.SKIPPED, "--skip " + name);
  }

  /**
   * Runs a command in this process.
   *
   * @param command of lumenctl
   * @param arguments of it
   */
  static NightCheck of(String name, Object command, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    FailureLines.reportOf(line, () -> false);
    int exitCode = line.execute(arguments.toArray(String[]::new));
    boolean ok = exitCode == ExitCode.OK;
    String told = ok ? "exit 0" : told(out.toString(), err.toString(), exitCode);
    return new NightCheck(name, ok ? Outcome.OK : Outcome.WRONG, told);
  }

  /** The error, else the first line of the result that says that something is not right. */
  private static String told(String out, String err, int exitCode) {
    String line =
        err.lines()
            .findFirst()
            .orElseGet(
                () ->
                    out.lines()
                        .filter(one -> one.matches(".*\\b(WRONG|FAIL|fail|no_data|closed)\\b.*"))
                        .findFirst()
                        .orElse("exit " + exitCode));
    String plain = line.replaceFirst("^lumenctl: ", "").replaceAll("\\s+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
