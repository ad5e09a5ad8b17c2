package lumen.release.signoff;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.release.pack.Sums;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.watch.kept.JudgedJar;
import lumen.watch.rules.RuleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl release baseline}: how it was before something is changed. */
@Command(
    name = "baseline",
    description = {
      "Keeps the figures that a running job tells, and the sums of its jar, configuration and"
          + " rules,",
      "to be compared with after a change."
    })
public final class BaselineCommand implements Callable<Integer> {
  private static final double PER_CENT = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where it is written.")
  private Path out;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Show what differs from this one, an older one.")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--fusion",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9310/metrics_fusion",
      description = "Metrics of fusion [${DEFAULT-VALUE}].")
  private URI fusion;

  @Option(
      names = "--bridge",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9306/metrics_bridge",
      description = "Metrics of the bridge [${DEFAULT-VALUE}].")
  private URI bridge;

  @Option(
      names = "--jobmanager",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9311/metrics_jobmanager",
      description = "Metrics of the JobManager [${DEFAULT-VALUE}].")
  private URI jobManager;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The jar of the job that runs [that of the build].")
  private Optional<Path> jar = Optional.empty();

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print the baseline as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<Baseline> older = against.map(BaselineCommand::read);
    Baseline now = now();
    try {
      Json.write(out.toAbsolutePath(), now);
    } catch (IOException e) {
      throw CommandFailure.failed("--out must be writable: " + out);
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.text(now));
    } else {
      printer.printf("%d figures, %d sums: %s%n", now.figures().size(), now.sums().size(), out);
      older.ifPresent(before -> compare(before, now, printer));
    }
    return ExitCode.OK;
  }

  private Baseline now() {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.putAll(TelledPage.read(fusion));
    figures.putAll(TelledPage.read(bridge));
    figures.putAll(TelledPage.read(jobManager));
    try {
      JudgedJar judged = JudgedJar.of(jar.orElseGet(() -> LumenHome.locate().jobsJar()));
      SortedMap<String, String> sums = new TreeMap<>();
      sums.put("lumen-jobs.jar", judged.sha256());
      add(sums, "configs/", config.folder());
      add(sums, "rules/", RuleFile.FOLDER.resolve("rules"));
      return new Baseline(
          InstantSource.system().instant().toString(), judged.version(), sums, figures);
    } catch (IOException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** The files of a folder, not of those in it: goldens are no configuration. */
  private static void add(SortedMap<String, String> sums, String prefix, Path folder)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        sums.put(prefix + file.getFileName(), Sums.sha256(file));
      }
    }
  }

  private static Baseline read(Path file) {
    try {
      return Json.read(file, Baseline.class);
    } catch (IOException e) {
      throw CommandFailure.usage("--against must be a baseline: " + file);
    }
  }

  private static void compare(Baseline before, Baseline now, PrintWriter printer) {
    TextTable sums = new TextTable("file", "is");
    before.changed(now).forEach(sums::row);
    sums.print(printer);
    TextTable figures = new TextTable("figure", "before", "now", "by");
    now.figures()
        .forEach(
            (name, value) -> {
              Double was = before.figures().get(name);
              if (was != null && !was.equals(value)) {
                String by =
                    was == 0 ? "-" : "%+.1f %%".formatted(PER_CENT * (value - was) / Math.abs(was));
                figures.row(name, "%.4g".formatted(was), "%.4g".formatted(value), by);
              }
            });
    figures.print(printer);
  }
}
