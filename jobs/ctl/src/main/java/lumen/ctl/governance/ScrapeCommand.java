package lumen.ctl.governance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import lumen.watch.prometheus.Prometheus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance scrape}: what Prometheus holds as lines. */
@Command(
    name = "scrape",
    description = {
      "Writes what Prometheus holds of services as `sample` lines: counters as they stand, by",
      "service, revision and instance, so that what begins anew is told by the job."
    })
final class ScrapeCommand implements Callable<Integer> {
  /** Prometheus gives 11,000 points of a series at most. */
  private static final long MOST_STEPS = 10_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9090",
      description = "Prometheus that is asked [${DEFAULT-VALUE}].")
  private URI prometheus;

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "FILE",
      description = {
        "YAML, {FIELD: expression}: requests, errors_4xx, errors_5xx, latency_bucket (seconds, by",
        "le), cache_hits, cache_misses, cache_evictions, cache_expired, cold_starts, up,",
        "cache_memory_bytes, cache_memory_limit_bytes; service: of series without that label."
      })
  private Path queriesFile;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "First moment, such as 2026-03-01T00:00:00Z, or epoch seconds.")
  private String from;

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "Last moment.")
  private String to;

  @Option(names = "--step", paramLabel = "S", description = "What a sample covers, s [60].")
  private long step = 60;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Lines to write; compressed if it ends in .gz.")
  private Path out;

  @Mixin private OverwriteOption overwrite;

  @Override
  public Integer call() throws IOException {
    Belongings read = Belongings.none().add("the queries", queriesFile);
    OutputFile.check(out, read, overwrite.given(), OutputFile.Known.NONE);
    ScrapeQueries queries = queries();
    if (step < 1 || step > 3600) {
      throw CommandFailure.usage("--step must be in 1..3600: " + step);
    }
    long first = -Math.floorDiv(-seconds("--from", from), step) * step;
    long last = Math.floorDiv(seconds("--to", to), step) * step;
    if (first > last) {
      throw CommandFailure.usage("--from must be a step before --to: %s, %s".formatted(from, to));
    }
    ScrapedSamples samples = new ScrapedSamples(queries);
    Prometheus asked = new Prometheus(prometheus);
    for (Map.Entry<String, String> query : queries.expressions().entrySet()) {
      for (long begin = first; begin <= last; begin += MOST_STEPS * step) {
        long end = Math.min(last, begin + (MOST_STEPS - 1) * step);
        samples.take(query.getKey(), asked.courses(query.getValue(), begin, end, step));
      }
    }
    write(samples);
    return ExitCode.OK;
  }

  private ScrapeQueries queries() {
    try {
      return ScrapeQueries.read(queriesFile);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private static long seconds(String option, String text) {
    try {
      return text.matches("\\d{1,12}")
          ? Long.parseLong(text)
          : Instant.parse(text).getEpochSecond();
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "%s must be a time such as 2026-03-01T00:00:00Z, or epoch seconds: %s"
              .formatted(option, text));
    }
  }

  private void write(ScrapedSamples samples) throws IOException {
    List<String> lines = samples.lines(step);
    if (lines.isEmpty()) {
      throw CommandFailure.failed(
          "Prometheus must hold requests between %s and %s: it has none".formatted(from, to));
    }
    OutputStream file = OutputFile.open(out, overwrite.given());
    try (OutputStream packed =
        new BufferedOutputStream(
            out.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file)) {
      for (String line : lines) {
        packed.write(line.getBytes(StandardCharsets.UTF_8));
        packed.write('\n');
      }
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%d samples in %s%n", lines.size(), out);
    if (samples.silent() > 0) {
      terminal.printf(
          "note: %d readings are left out: nobody told of requests then%n", samples.silent());
    }
    if (samples.uneven() > 0) {
      terminal.printf(
          "note: %d histograms are left out: a wider bucket holds less%n", samples.uneven());
    }
    terminal.flush();
  }
}
