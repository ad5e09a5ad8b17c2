package lumen.ctl.shadow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.ctl.live.CaptureCommand;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;

/** Has the input of a live job recorded, by {@code lumenctl capture}. */
final class ShadowInput {
  private static final String CONFIG = "config";

  private ShadowInput() {}

  /**
   * Records it.
   *
   * @param source arguments of {@code capture} that say of what
   * @param to folder of the capture
   * @param spec the command that asks, whose streams are used
   */
  static Path record(List<String> source, Path to, CommandSpec spec) {
    List<String> arguments = new ArrayList<>(source);
    arguments.addAll(List.of("--out", to.toString()));
    CommandLine capture = new CommandLine(new CaptureCommand());
    capture.setOut(spec.commandLine().getErr()).setErr(spec.commandLine().getErr());
    CommandFailure[] failure = new CommandFailure[1];
    IExecutionExceptionHandler handler =
        (thrown, command, parsed) -> {
          if (thrown instanceof CommandFailure told) {
            failure[0] = told;
            return told.exitCode();
          }
          throw thrown;
        };
    capture.setExecutionExceptionHandler(handler);
    int exit = capture.execute(arguments.toArray(new String[0]));
    if (failure[0] != null) {
      throw failure[0];
    }
    if (exit != ExitCode.OK) {
      throw new CommandFailure(exit, "the input could not be recorded into " + to);
    }
    return to;
  }

  /** The configuration that a capture was made with. */
  static Optional<Path> configOf(Path recording) {
    return Optional.of(recording.resolve(CONFIG)).filter(Files::isDirectory);
  }
}
