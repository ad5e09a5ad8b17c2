package lumen.ctl.governance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.settings.GovernanceSettings;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.TextTable;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance focus}: bills as lines. */
@Command(
    name = "focus",
    description = {
      "Writes bills as `cost` lines, in the order in which they became known.",
      "Rows are those of FOCUS 1.0 or 1.2 (CSV or JSON), or of Google's standard billing export",
      "(JSON). Where a row is wrong nothing is written."
    })
final class FocusCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 10;
  private static final double HOUR_MICROS = 3600e6;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Bills, plain or .gz.")
  private List<Path> files;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = {
        "Whose a row is: a list of {match: {COLUMN: pattern}, service, component}, the first that",
        "fits; Tags.KEY is a column too. Without: service unassigned, component ServiceName."
      })
  private Optional<Path> rulesFile = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of governance.yaml, for cost.publish_delay_h [24].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Lines to write; compressed if it ends in .gz.")
  private Path out;

  @Mixin private OverwriteOption overwrite;

  /** What rows of one owner come to. */
  private static final class Sum {
    long lines;
    BigDecimal billed = BigDecimal.ZERO;
    BigDecimal effective = BigDecimal.ZERO;

    void add(CostLine line) {
      lines++;
      billed = billed.add(line.billed());
      effective = effective.add(line.effective() == null ? line.billed() : line.effective());
    }
  }

  @Override
  public Integer call() throws IOException {
    Belongings read = Belongings.none().config(config).add("the rules", rulesFile);
    files.forEach(file -> read.add("a bill", file));
    OutputFile.check(out, read, overwrite.given(), OutputFile.Known.NONE);
    CostRules rules = rules();
    List<CostLine> lines = lines(new BillConverter(rules, delayMicros()));
    lines.sort(Comparator.comparingLong(CostLine::micros));
    try (OutputStream to = new BufferedOutputStream(open())) {
      for (CostLine line : lines) {
        to.write(line.json().getBytes(StandardCharsets.UTF_8));
        to.write('\n');
      }
    }
    tell(lines, rules);
    return ExitCode.OK;
  }

  private CostRules rules() {
    try {
      return rulesFile.map(CostRules::read).orElse(CostRules.NONE);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private long delayMicros() {
    try {
      GovernanceSettings settings =
          config
              .map(folder -> GovernanceCatalogue.CATALOGUE.read(folder).orThrow())
              .orElseGet(GovernanceCatalogue::defaults);
      return Math.round(settings.cost().publishDelayH() * HOUR_MICROS);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private List<CostLine> lines(BillConverter converter) throws IOException {
    List<CostLine> lines = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files) {
      BillFile.read(
          file,
          row -> {
            try {
              lines.addAll(converter.lines(row));
            } catch (BillFault e) {
              faults.add(e.getMessage());
            }
          });
    }
    if (!faults.isEmpty()) {
      List<String> told = new ArrayList<>(faults.subList(0, Math.min(MOST_TOLD, faults.size())));
      if (faults.size() > MOST_TOLD) {
        told.add("and %d more rows".formatted(faults.size() - MOST_TOLD));
      }
      throw CommandFailure.usage(String.join("\nlumenctl: ", told));
    }
    if (lines.isEmpty()) {
      throw CommandFailure.usage("must hold a row: " + files.get(0));
    }
    return lines;
  }

  private OutputStream open() throws IOException {
    OutputStream file = OutputFile.open(out, overwrite.given());
    return out.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
  }

  private void tell(List<CostLine> lines, CostRules rules) {
    PrintWriter terminal = spec.commandLine().getOut();
    Map<List<String>, Sum> sums =
        new TreeMap<>(Comparator.comparing(each -> String.join("\u0000", each)));
    for (CostLine line : lines) {
      List<String> owner = List.of(line.service(), line.component(), line.currency());
      sums.computeIfAbsent(owner, o -> new Sum()).add(line);
    }
    TextTable table =
        new TextTable("service", "component", "currency", "lines", "billed", "effective");
    sums.forEach(
        (owner, sum) ->
            table.row(
                owner.get(0),
                owner.get(1),
                owner.get(2),
                sum.lines,
                sum.billed.stripTrailingZeros().toPlainString(),
                sum.effective.stripTrailingZeros().toPlainString()));
    table.print(terminal);
    rules
        .missingColumns()
        .forEach(column -> terminal.println("note: no row has the column " + column));
    terminal.printf("%d lines in %s%n", lines.size(), out);
    terminal.flush();
  }
}
