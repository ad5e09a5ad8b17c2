package lumen.ctl;

import java.io.PrintWriter;
import java.util.List;
import lumen.ctl.capacity.CapacityCommand;
import lumen.ctl.cluster.ClusterCommand;
import lumen.ctl.config.ConfigCommand;
import lumen.ctl.control.ControlCommand;
import lumen.ctl.demo.DemoCommand;
import lumen.ctl.jobs.CancelCommand;
import lumen.ctl.jobs.JobsCommand;
import lumen.ctl.jobs.StopCommand;
import lumen.ctl.jobs.SubmitCommand;
import lumen.ctl.kafka.KafkaCommand;
import lumen.ctl.live.CaptureCommand;
import lumen.ctl.live.IngestCommand;
import lumen.ctl.live.RunCommand;
import lumen.ctl.prune.PruneCommand;
import lumen.ctl.replay.ReplayCommand;
import lumen.ctl.report.ReportCommand;
import lumen.ctl.simulate.SimulateCommand;
import lumen.ctl.state.StateCommand;
import lumen.ctl.terminal.CommandFailure;
import lumen.ctl.terminal.ExitCode;
import lumen.ctl.tune.AutopatchCommand;
import lumen.ctl.tune.AutotuneCommand;
import lumen.ctl.tune.BenchCommand;
import lumen.ctl.tune.GainsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of {@code lumenctl}: one line per command, and how every command reports a failure. */
@Command(
    name = "lumenctl",
    description = "Fuses multi-sensor streams on Apache Flink: runs, watches and replays.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Lumenctl.Version.class,
    usageHelpAutoWidth = false,
    usageHelpWidth = 100,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the reason is one line on standard error",
      "2:the command line or a settings file is wrong",
      "3:the session cluster does not answer"
    },
    subcommands = {
      DemoCommand.class,
      ClusterCommand.class,
      KafkaCommand.class,
      SubmitCommand.class,
      JobsCommand.class,
      StopCommand.class,
      CancelCommand.class,
      StateCommand.class,
      ReplayCommand.class,
      RunCommand.class,
      IngestCommand.class,
      CaptureCommand.class,
      ControlCommand.class,
      ConfigCommand.class,
      SimulateCommand.class,
      ReportCommand.class,
      CapacityCommand.class,
      BenchCommand.class,
      AutotuneCommand.class,
      AutopatchCommand.class,
      GainsCommand.class,
      PruneCommand.class,
    })
public final class Lumenctl implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line as {@link #main} runs it; tests set its writers. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Lumenctl());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Lumenctl::wrongUsage);
    line.setExecutionExceptionHandler(Lumenctl::failed);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(ParameterException thrown, String[] args) {
    CommandLine line = thrown.getCommandLine();
    StringBuilder message = new StringBuilder(oneLine(String.valueOf(thrown.getMessage())));
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

  private static int failed(Exception thrown, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    Lumenctl root = (Lumenctl) line.getCommandSpec().root().userObject();
    if (root.debug) {
      trace(thrown, err);
    }
    if (thrown instanceof CommandFailure failure) {
      err.println("lumenctl: " + failure.getMessage());
      return failure.exitCode();
    }
    err.println(
        "lumenctl: %s: %s (--debug shows where)"
            .formatted(
                thrown.getClass().getSimpleName(), oneLine(String.valueOf(thrown.getMessage()))));
    return ExitCode.FAILED;
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

  /** The version of the jar that lumenctl runs from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Lumenctl.class.getPackage().getImplementationVersion();
      return new String[] {"lumenctl " + (version == null ? "(from classes)" : version)};
    }
  }
}
