package lumen.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.Callable;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.benchmarks.table.ResultsOption;
import lumen.benchmarks.table.Sitting;
import lumen.benchmarks.table.TableCommand;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/benchmark parse}: bytes of lines that one thread parses in a second. */
@Command(
    name = "parse",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    description = {
      "Parse lines in one buffer in one thread by JMH, and by Jackson's streaming parser beside it.",
      "Adds the rows parse.rate (bytes a second) and parse.jackson (how many times as fast)."
    })
public final class ParseRate implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Mixin private ResultsOption results;

  @Option(names = "--rounds", paramLabel = "N", description = "Measured spans of 2 s each [5].")
  private int rounds = 5;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(TableCommand.line(new ParseRate()).execute(args));
  }

  @Override
  public Integer call() throws RunnerException {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be 1 or more: " + rounds);
    }
    double bytes = new ParseBenchmark().meanBytes();
    double[] ours = nanos("parse");
    double[] theirs = nanos("jackson");
    double[] rates = Arrays.stream(ours).map(nanos -> bytes * NANOS / nanos).toArray();
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = theirs[i] / ours[i];
    }
    Sitting sitting = results.sitting();
    results.add(sitting.row(BenchmarkRow.PARSE, rates));
    results.add(sitting.row(BenchmarkRow.PARSE_JACKSON, ratios));
    spec.commandLine().getOut().printf("%.1f bytes a line%n", bytes);
    return ExitCode.OK;
  }

  /** Nanoseconds of a line in each measured span. */
  private double[] nanos(String method) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(ParseBenchmark.class.getName() + "\\." + method + "$")
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(2))
                    .measurementIterations(rounds)
                    .measurementTime(TimeValue.seconds(2))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    return results
        .iterator()
        .next()
        .getBenchmarkResults()
        .iterator()
        .next()
        .getIterationResults()
        .stream()
        .map(IterationResult::getPrimaryResult)
        .mapToDouble(result -> result.getScore())
        .toArray();
  }
}
