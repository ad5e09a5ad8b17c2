package lumen.ctl.chaos;

import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos pause}: a process lives and does nothing. */
@Command(
    name = "pause",
    description = {
      "Has the taskmanager or the jobmanager stand still (SIGSTOP), and wakes it after --for if"
          + " the",
      "supervisor has not replaced it. Then waits until all slots and jobs are there again."
    })
final class PauseProcessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PROCESS", description = "taskmanager or jobmanager.")
  private FaultedRole role;

  @Option(
      names = "--number",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which of several TaskManagers [${DEFAULT-VALUE}].")
  private int number;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      description = "How long it stands still at most, such as 60s.")
  private String time;

  @Option(
      names = "--within",
      defaultValue = "60s",
      paramLabel = "TIME",
      description = "So soon after it all must run again [${DEFAULT-VALUE}].")
  private String within;

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    double seconds = Times.seconds("--for", time);
    double after = Times.seconds("--within", within);
    ProcessFault fault = new ProcessFault(SessionCluster.locate(), role, number);
    return ProcessFault.tell(fault.pause(seconds, after), json, spec.commandLine().getOut());
  }
}
