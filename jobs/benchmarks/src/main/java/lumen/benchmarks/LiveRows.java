package lumen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.benchmarks.table.ResultsOption;
import lumen.benchmarks.table.Sitting;
import lumen.benchmarks.table.TableCommand;
import lumen.ctl.Lumenctl;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code scripts/benchmark live} and {@code field}: what {@code lumenctl capacity --rate} measures,
 * as rows of the table.
 */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    description = {
      "Run the job live at 5,000 events/s by `lumenctl capacity`, and add the rows that it fills:",
      "live.cpu and live.frame by OSC alone; with --mix osc,midi,kafka those of the field, field.cpu,",
      "field.memory and field.scrape; with --kills recovery.kill. On a cluster of its own; needs a",
      "broker: `lumenctl kafka start`."
    })
public final class LiveRows implements Callable<Integer> {
  private static final int SLOTS = 2;

  /** A second, as the shipped Prometheus scrapes. */
  private static final double PROMETHEUS_SCRAPES = 0.2;

  /** A second, as the documents of the field ask. */
  private static final double FIELD_SCRAPES = 20;

  @Spec private CommandSpec spec;

  @Mixin private ResultsOption results;

  @Option(names = "--minutes", paramLabel = "M", description = "How long it is measured [5].")
  private double minutes = 5;

  @Option(
      names = "--warm-up-minutes",
      paramLabel = "M",
      description = "How long it plays before that [5].")
  private double warmUpMinutes = 5;

  @Option(names = "--mix", paramLabel = "WAY,...", description = "How the events come [osc].")
  private String mix = "osc";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The broker [127.0.0.1:9092].")
  private String bootstrap = "127.0.0.1:9092";

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "Then kill the TaskManager N times, for the row recovery.kill [0].")
  private int kills;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the outputs.")
  private Path out;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(TableCommand.line(new LiveRows()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path work = Files.createTempDirectory("lumen-live-");
    MidiCable cable = MidiCable.lay(work.resolve("drivers"));
    int metrics = ClusterOfBuild.freePort();
    Path folder = work.resolve("cluster");
    System.setProperty("lumen.cluster.dir", folder.toString());
    try (ClusterOfBuild cluster =
        new ClusterOfBuild(LumenHome.locate().root(), folder, SLOTS, cable.environment())) {
      double unused = cluster.start(metrics);
      JsonNode found = capacity("http://127.0.0.1:" + metrics + "/metrics_fusion");
      addRows(found);
      spec.commandLine().getOut().println(Json.text(found));
    } finally {
      delete(work);
    }
    return ExitCode.OK;
  }

  private void addRows(JsonNode found) {
    Sitting sitting = results.sitting();
    if (mix.equals("osc")) {
      results.add(sitting.row(BenchmarkRow.LIVE_CPU, numbers(found.path("taskmanager_cpu_spans"))));
      if (!found.path("frame_late_p99").isNull()) {
        results.add(sitting.row(BenchmarkRow.LIVE_FRAME, found.path("frame_late_p99").asDouble()));
      }
    } else {
      results.add(
          sitting.row(BenchmarkRow.FIELD_CPU, found.path("taskmanager_cpu_p95").asDouble()));
      results.add(
          sitting.row(BenchmarkRow.FIELD_MEMORY, found.path("taskmanager_bytes").asDouble()));
      if (!found.path("scrape_p95").isNull()) {
        results.add(sitting.row(BenchmarkRow.FIELD_SCRAPE, found.path("scrape_p95").asDouble()));
      }
    }
    double[] recoveries = numbers(found.path("recoveries"));
    if (recoveries.length > 0) {
      results.add(sitting.row(BenchmarkRow.RECOVERY, recoveries));
    }
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private JsonNode capacity(String scrape) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "capacity",
                "--rate",
                "5000",
                "--minutes",
                Double.toString(minutes),
                "--warm-up-minutes",
                Double.toString(warmUpMinutes),
                "--mix",
                mix,
                "--bootstrap",
                bootstrap,
                "--scrapes",
                Double.toString(mix.equals("osc") ? PROMETHEUS_SCRAPES : FIELD_SCRAPES),
                "--kills",
                Integer.toString(kills),
                "--scrape",
                scrape,
                "--json"));
    if (out != null) {
      words.addAll(List.of("--out", out.toString()));
    }
    StringWriter said = new StringWriter();
    CommandLine lumenctl = Lumenctl.commandLine().setOut(new PrintWriter(said, true));
    int exit = lumenctl.execute(words.toArray(new String[0]));
    if (exit != ExitCode.OK) {
      throw new CommandFailure(exit, "lumenctl capacity must measure it: see above");
    }
    return Json.mapper().readTree(said.toString());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
