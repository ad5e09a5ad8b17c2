package lumen.ctl.selfcheck;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lumen.cluster.SessionCluster;
import lumen.ctl.golden.GoldenCommand;
import lumen.ctl.selfcheck.NightCheck.Outcome;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.watch.gate.GateCommand;
import lumen.watch.smoke.SmokeCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl selfcheck}: whether all is well, each night. */
@Command(
    name = "selfcheck",
    description = {
      "Asks what a person would ask in the morning: smoke, the gate canary, the goldens, and"
          + " whether",
      "the job could go on from the newest savepoint. Exit 1 where one of them does not hold."
    })
public final class SelfcheckCommand implements Callable<Integer> {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("smoke", "gate", "golden", "restore"));

  @Spec private CommandSpec spec;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the verdicts, and tell node_exporter in DIR/lumen-selfcheck.prom what they come"
              + " to.")
  private Optional<Path> keep = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of gates.yaml and of the job's files [configs of the checkout].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--skip",
      paramLabel = "CHECK",
      description = "Leave out smoke, gate, golden or restore; may be repeated.")
  private List<String> skip = new ArrayList<>();

  @Option(names = "--rest", paramLabel = "URL", description = "Flink's REST [as smoke has it].")
  private Optional<URI> rest = Optional.empty();

  @Option(names = "--fusion", paramLabel = "URL", description = "Metrics of fusion.")
  private Optional<URI> fusion = Optional.empty();

  @Option(names = "--bridge", paramLabel = "URL", description = "Metrics of the bridge.")
  private Optional<URI> bridge = Optional.empty();

  @Option(names = "--jobmanager", paramLabel = "URL", description = "Metrics of the JobManager.")
  private Optional<URI> jobManager = Optional.empty();

  @Option(names = "--prometheus", paramLabel = "URL", description = "Prometheus.")
  private Optional<URI> prometheus = Optional.empty();

  @Option(names = "--json", description = "Print the checks as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    for (String name : skip) {
      if (!NAMES.contains(name)) {
        throw CommandFailure.usage(
            "--skip must be one of %s: %s".formatted(String.join(", ", NAMES), name));
      }
    }
    List<NightCheck> checks =
        List.of(
            check("smoke", this::smoke),
            check("gate", this::gate),
            check("golden", this::golden),
            check("restore", this::restore));
    boolean good =
        checks.stream().noneMatch(check -> check.outcome() == Outcome.WRONG)
            && checks.stream().anyMatch(check -> check.outcome() == Outcome.OK);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(checks));
    } else {
      TextTable table = new TextTable("check", "is", "found");
      checks.forEach(check -> table.row(check.name(), check.outcome(), check.said()));
      table.print(out);
    }
    keep.ifPresent(folder -> kept(folder, checks, good));
    return good ? ExitCode.OK : ExitCode.FAILED;
  }

  private NightCheck check(String name, Supplier<NightCheck> check) {
    return skip.contains(name) ? NightCheck.skipped(name) : check.get();
  }

  private NightCheck smoke() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--rest", rest);
    add(arguments, "--fusion", fusion);
    add(arguments, "--bridge", bridge);
    add(arguments, "--jobmanager", jobManager);
    add(arguments, "--prometheus", prometheus);
    return NightCheck.of("smoke", new SmokeCommand(), arguments);
  }

  private NightCheck gate() {
    List<String> arguments = new ArrayList<>(List.of("canary"));
    add(arguments, "--config", config);
    add(arguments, "--prometheus", prometheus);
    add(arguments, "--keep", keep);
    return NightCheck.of("gate", new GateCommand(), arguments);
  }

  private NightCheck golden() {
    List<String> arguments = new ArrayList<>(List.of("validate"));
    add(arguments, "--keep", keep);
    return NightCheck.of("golden", new GoldenCommand(), arguments);
  }

  private NightCheck restore() {
    return new NightRestore(SessionCluster.locate(), LumenHome.locate().jobsJar(), config).asked();
  }

  private static void add(List<String> arguments, String option, Optional<?> value) {
    value.ifPresent(given -> arguments.addAll(List.of(option, given.toString())));
  }

  private static void kept(Path folder, List<NightCheck> checks, boolean good) {
    try {
      NightText.write(folder, checks, good, InstantSource.system().instant());
    } catch (IOException e) {
      throw CommandFailure.failed("--keep must be a folder that can be written to: " + folder);
    }
  }
}
