package lumen.ctl;

import lumen.cluster.kafka.KafkaCommand;
import lumen.ctl.backup.SavepointsCommand;
import lumen.ctl.capacity.CapacityCommand;
import lumen.ctl.chaos.ChaosCommand;
import lumen.ctl.config.ConfigCommand;
import lumen.ctl.control.ControlCommand;
import lumen.ctl.demo.DemoCommand;
import lumen.ctl.gateway.CapacityOverlayCommand;
import lumen.ctl.gateway.SimulateOverlayCommand;
import lumen.ctl.golden.GoldenCommand;
import lumen.ctl.governance.GovernanceToolsCommand;
import lumen.ctl.incident.IncidentCommand;
import lumen.ctl.jobs.CancelCommand;
import lumen.ctl.jobs.ClusterCommand;
import lumen.ctl.jobs.JobsCommand;
import lumen.ctl.jobs.StopCommand;
import lumen.ctl.jobs.SubmitCommand;
import lumen.ctl.kafka.CreateTopicsCommand;
import lumen.ctl.live.CaptureCommand;
import lumen.ctl.live.IngestCommand;
import lumen.ctl.live.RunCommand;
import lumen.ctl.overlay.OverlayToolsCommand;
import lumen.ctl.play.PlayCommand;
import lumen.ctl.profile.ProfileCommand;
import lumen.ctl.prune.PruneCommand;
import lumen.ctl.replay.ReplayCommand;
import lumen.ctl.selfcheck.SelfcheckCommand;
import lumen.ctl.serve.ServeCommand;
import lumen.ctl.service.SimulateGovernanceCommand;
import lumen.ctl.shadow.ShadowCommand;
import lumen.ctl.state.StateCommand;
import lumen.ctl.upgrade.RollbackCommand;
import lumen.ctl.upgrade.UpgradeCommand;
import lumen.ctl.watch.WatchCommand;
import lumen.release.ReleaseToolsCommand;
import lumen.report.ReportCommand;
import lumen.rig.SimulateCommand;
import lumen.terminal.FailureLines;
import lumen.tune.AutopatchCommand;
import lumen.tune.AutotuneCommand;
import lumen.tune.BenchCommand;
import lumen.tune.GainsCommand;
import lumen.watch.alert.AlertCommand;
import lumen.watch.gate.GateCommand;
import lumen.watch.probe.ProbeCommand;
import lumen.watch.smoke.SmokeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of {@code lumenctl}: one line per command. */
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
      SavepointsCommand.class,
      UpgradeCommand.class,
      RollbackCommand.class,
      ShadowCommand.class,
      StateCommand.class,
      ReplayCommand.class,
      RunCommand.class,
      ServeCommand.class,
      IngestCommand.class,
      CaptureCommand.class,
      ControlCommand.class,
      OverlayToolsCommand.class,
      GovernanceToolsCommand.class,
      ConfigCommand.class,
      SimulateCommand.class,
      GoldenCommand.class,
      PlayCommand.class,
      ReportCommand.class,
      CapacityCommand.class,
      BenchCommand.class,
      AutotuneCommand.class,
      AutopatchCommand.class,
      GainsCommand.class,
      PruneCommand.class,
      ChaosCommand.class,
      IncidentCommand.class,
      SmokeCommand.class,
      WatchCommand.class,
      GateCommand.class,
      AlertCommand.class,
      ProbeCommand.class,
      SelfcheckCommand.class,
      ProfileCommand.class,
      ReleaseToolsCommand.class,
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
    Lumenctl root = new Lumenctl();
    CommandLine line = new CommandLine(root);
    line.getSubcommands().get("kafka").addSubcommand(new CreateTopicsCommand());
    line.getSubcommands().get("capacity").addSubcommand(new CapacityOverlayCommand());
    line.getSubcommands().get("simulate").addSubcommand(new SimulateOverlayCommand());
    line.getSubcommands().get("simulate").addSubcommand(new SimulateGovernanceCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    FailureLines.reportOf(line, () -> root.debug);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
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
