package lumen.ctl.chaos;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos kill}: a process dies. */
@Command(
    name = "kill",
    description = {
      "Kills the taskmanager or the jobmanager of the session cluster as kill -9 does, and waits",
      "until all slots and jobs are there again."
    })
final class KillProcessCommand implements Callable<Integer> {
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
      names = "--within",
      defaultValue = "60s",
      paramLabel = "TIME",
      description = "So soon all must run again [${DEFAULT-VALUE}].")
  private String within;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the verdict for the gates, and tell node_exporter in DIR/lumen.prom.")
  private Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    double seconds = Times.seconds("--within", within);
    ProcessFault fault = new ProcessFault(SessionCluster.locate(), role, number);
    ProcessFault.Outcome outcome = fault.kill(seconds);
    keep.ifPresent(folder -> KeptFaults.keep(folder, Map.of("kill", outcome.verdict())));
    return ProcessFault.tell(outcome, json, spec.commandLine().getOut());
  }
}
