package lumen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.benchmarks.table.ResultsOption;
import lumen.benchmarks.table.Sitting;
import lumen.benchmarks.table.TableCommand;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/benchmark starts}: how long a user waits for the cluster and for the demo. */
@Command(
    name = "starts",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    description = {
      "Start a session cluster in a new folder, run `lumenctl demo` on it twice and stop it; several",
      "times. Adds the rows start.cluster and start.demo (the second of them), in seconds."
    })
public final class StartTimes implements Callable<Integer> {
  private static final int SLOTS = 2;

  @Mixin private ResultsOption results;

  @Option(names = "--rounds", paramLabel = "N", description = "How often [5].")
  private int rounds = 5;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(TableCommand.line(new StartTimes()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be 1 or more: " + rounds);
    }
    Path checkout = LumenHome.locate().root();
    double[] starts = new double[rounds];
    double[] demos = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Path work = Files.createTempDirectory("lumen-starts-");
      try (ClusterOfBuild cluster = new ClusterOfBuild(checkout, work.resolve("cluster"), SLOTS)) {
        String out = work.resolve("demo").toString();
        starts[round] = cluster.start();
        double unused = cluster.seconds("demo", "--out", out);
        demos[round] = cluster.seconds("demo", "--out", out);
      } finally {
        delete(work);
      }
    }
    Sitting sitting = results.sitting();
    results.add(sitting.row(BenchmarkRow.CLUSTER, starts));
    results.add(sitting.row(BenchmarkRow.DEMO, demos));
    return ExitCode.OK;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
