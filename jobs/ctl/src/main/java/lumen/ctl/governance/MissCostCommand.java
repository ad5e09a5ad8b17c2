package lumen.ctl.governance;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordedLines;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.ingest.ServiceLineReader;
import lumen.governance.ingest.ServiceReading;
import lumen.governance.record.ServiceLine;
import lumen.governance.settings.GovernanceSettings;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance misscost}: what a miss costs at the origin. */
@Command(
    name = "misscost",
    description = {
      "Tells what a miss costs at the origin, from the misses and the bills of days: for",
      "roi.miss_cost of governance.yaml. It is an estimate, of one miss more; the mean beside it",
      "holds what a day costs anyway."
    })
final class MissCostCommand implements Callable<Integer> {
  private static final MathContext SHOWN = new MathContext(3);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recordings of samples and costs, plain or compressed.")
  private List<Path> files;

  @Option(
      names = "--service",
      paramLabel = "S",
      description = "Which service [the only one there is].")
  private Optional<String> service = Optional.empty();

  @Option(
      names = "--component",
      paramLabel = "C",
      description = "Whose cost is the origin's, once or more [all but roi.components].")
  private List<String> components = List.of();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of governance.yaml, for zone, currency and roi.components [defaults].")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws IOException {
    GovernanceSettings settings = settings();
    Map<String, List<ServiceLine>> byService = new TreeMap<>();
    long wrong = read(settings, byService);
    String name = name(byService.keySet());
    DaysOfMisses days = new DaysOfMisses(settings, new TreeSet<>(components));
    List<ServiceLine> lines = byService.get(name);
    lines.sort(Comparator.comparingLong(ServiceLine::micros));
    lines.forEach(days::take);
    List<MissCost.Day> known = days.days();
    if (known.size() < MissCost.FEWEST) {
      throw CommandFailure.failed(
          "%d days at least must have misses and a bill: %s has %d"
              .formatted(MissCost.FEWEST, name, known.size()));
    }
    tell(name, days.components(), told(known), wrong);
    return ExitCode.OK;
  }

  private static MissCost told(List<MissCost.Day> known) {
    try {
      return MissCost.of(known);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.failed("days must differ in their misses, all have the same");
    }
  }

  private GovernanceSettings settings() {
    try {
      return config
          .map(folder -> GovernanceCatalogue.CATALOGUE.read(folder).orThrow())
          .orElseGet(GovernanceCatalogue::defaults);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private long read(GovernanceSettings settings, Map<String, List<ServiceLine>> byService)
      throws IOException {
    ServiceLineReader reader = new ServiceLineReader(settings);
    long wrong = 0;
    for (RecordedParts parts : parts()) {
      try (RecordedLines lines = new RecordedLines(parts)) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          ServiceReading reading = reader.read(line, 0, line.length);
          if (reading.line().isPresent()) {
            ServiceLine its = reading.line().get();
            byService.computeIfAbsent(its.service(), s -> new ArrayList<>()).add(its);
          } else {
            wrong += new String(line, StandardCharsets.UTF_8).isBlank() ? 0 : 1;
          }
        }
      }
    }
    return wrong;
  }

  private List<RecordedParts> parts() {
    try {
      return RecordingFiles.find(files);
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private String name(Set<String> names) {
    if (names.isEmpty()) {
      throw CommandFailure.usage("must hold a line about a service: " + files.get(0));
    }
    if (service.isPresent() ? !names.contains(service.get()) : names.size() != 1) {
      throw CommandFailure.usage("--service must be one of " + names);
    }
    return service.orElseGet(() -> names.iterator().next());
  }

  private void tell(String name, Set<String> counted, MissCost found, long wrong) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable("service", "components", "days", "misses", "cost", "mean");
    table.row(
        name,
        String.join(", ", counted),
        found.days(),
        found.misses(),
        text(found.cost()),
        text(found.mean()));
    table.print(out);
    if (wrong > 0) {
      out.println("note: " + wrong + " lines are of wrong form and left out");
    }
    if (found.slope() > 0) {
      out.printf(
          "roi: {miss_cost: %s, miss_cost_error: %s}%n",
          text(found.slope()),
          BigDecimal.valueOf(Math.min(0.99, found.error())).setScale(2, RoundingMode.UP));
    } else {
      out.println(
          "Days with more misses cost no more: what a miss costs does not show in these bills.");
    }
    out.flush();
  }

  private static String text(double value) {
    return BigDecimal.valueOf(value).round(SHOWN).toPlainString();
  }
}
