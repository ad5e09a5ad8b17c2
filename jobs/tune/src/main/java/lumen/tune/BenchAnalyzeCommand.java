package lumen.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lumen.fusion.level.JudgedLevels;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.files.OverwriteOption;
import lumen.tune.Column.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl bench analyze}: the figures of a bench and what they recommend. */
@Command(
    name = "analyze",
    description = {
      "Show mean, p05, p95, least and greatest value of each metric and tenant, and what they recommend:"
          + " shares of what the config folder holds, each with its reason and figure.",
      "Reads benches, frames.ndjson and control.ndjson. Recommendations about the loop rest on the time"
          + " in states E2 and E3, if there is any; --out writes them as a patch for autopatch.",
      "Targets are judged by the p95: fusion.target_* in all lines, loop.target_* in those that tell"
          + " E2 or E3."
    })
final class BenchAnalyzeCommand implements Callable<Integer> {
  /** The value of align.adapt with which q and r stay. */
  private static final String FIXED = "fixed";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Logs, ndjson.")
  private List<Path> files;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--out", paramLabel = "FILE", description = "Patch to write.")
  private Optional<Path> patch = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path folder = config.folder();
    patch.ifPresent(file -> PatchFile.check(file, files, Optional.of(folder), overwrite.given()));
    LumenSettings settings;
    try {
      settings = SettingsLoader.load(folder);
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    BenchFigures figures = BenchFigures.of(files, settings.bridge().phase().rebalanceWindowS());
    if (figures.isEmpty()) {
      throw CommandFailure.failed("no data: no line with a metric in " + names());
    }
    boolean locked = enough(figures.locked());
    List<Advice> advice =
        new ArrayList<>(
            new BenchRules(locked ? figures.locked() : figures.all(), settings).advise());
    WeightAdvice.of(figures.all(), settings).ifPresent(advice::add);
    List<Change> changes = changes(advice, ConfigInForce.of(folder));
    List<String> notes = notes(advice, settings, figures, locked);
    if (patch.isPresent()) {
      PatchFile.write(patch.get(), changes);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<AimVerdict> aims = AimVerdict.of(JudgedLevels.of(settings).aims(), figures);
    BenchReport report = new BenchReport(figures.all(), aims, advice, changes, notes);
    if (json) {
      ObjectNode root = report.json();
      out.println(Json.text(root.put("written", patch.map(Path::toString).orElse(null))));
    } else {
      report.print(out);
      patch.ifPresent(file -> out.println("written  " + file));
    }
    out.flush();
    return ExitCode.OK;
  }

  private String names() {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static boolean enough(SortedMap<String, SortedMap<String, Figures>> figures) {
    return figures.values().stream()
        .flatMap(metrics -> metrics.values().stream())
        .anyMatch(metric -> metric.n() >= BenchRules.FEWEST_VALUES);
  }

  private static List<Change> changes(List<Advice> advice, ConfigInForce inForce) {
    List<Change> changes = new ArrayList<>();
    for (Advice one : advice) {
      if (one.subject().isPresent()) {
        changes.addAll(one.subject().get().changes(one.by().orElseThrow(), one.why(), inForce));
      }
    }
    return changes;
  }

  private static List<String> notes(
      List<Advice> advice, LumenSettings settings, BenchFigures figures, boolean locked) {
    List<String> notes = new ArrayList<>();
    if (!enough(figures.all())) {
      notes.add(
          "fewer than %d values of each metric: nothing is recommended from so few"
              .formatted(BenchRules.FEWEST_VALUES));
    } else if (!locked) {
      notes.add("the bridge was hardly ever in E2 or E3: the recommendations rest on all lines");
    }
    boolean kp = advice.stream().anyMatch(one -> one.subject().equals(Optional.of(Parameter.KP)));
    if (kp && settings.gainSurface().isPresent()) {
      notes.add("gain_surface.json gives kp, kp_curve only limits it: fit it anew (gains fit)");
    }
    boolean noises =
        advice.stream().flatMap(one -> one.subject().stream()).anyMatch(Parameter::ofTheFilters);
    if (noises && !settings.fusion().align().adapt().equals(FIXED)) {
      notes.add("q and r of the config are where the filters start: align.adapt moves them on");
    }
    return notes;
  }
}
