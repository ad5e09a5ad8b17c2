package lumen.ctl.profile;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.ProfilerClient;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl profile}: a flame graph of the TaskManager. */
@Command(
    name = "profile",
    description = {
      "Has Flink's own profiler look at the TaskManager for a while, and writes its flame graph.",
      "Needs rest.profiling.enabled: true in deploy/local/config.yaml, which is off as shipped."
    })
public final class ProfileCommand implements Callable<Integer> {
  private static final double LONGEST_S = 300;

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      description = "How long, such as 60s; 1s to 5m.")
  private String time;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page of HTML that is written [profile.html].")
  private Path out = Path.of("profile.html");

  @Option(
      names = "--rest",
      paramLabel = "URL",
      description = "REST of the Flink that runs the job [that of lumenctl cluster].")
  private Optional<URI> rest = Optional.empty();

  @Override
  public Integer call() {
    double seconds = Times.seconds("--for", time);
    if (seconds < 1 || seconds > LONGEST_S) {
      throw CommandFailure.usage("must be 1s to 5m: --for " + time);
    }
    URI base = rest.orElseGet(() -> SessionCluster.locate().restUrl());
    byte[] page = new ProfilerClient(base).flameGraph(Duration.ofSeconds(Math.round(seconds)));
    try {
      Files.write(out, page);
    } catch (IOException e) {
      throw CommandFailure.failed("--out must be writable: " + out);
    }
    spec.commandLine().getOut().println("flame graph: " + out);
    return ExitCode.OK;
  }
}
