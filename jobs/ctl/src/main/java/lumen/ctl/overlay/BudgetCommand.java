package lumen.ctl.overlay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.ctl.output.RunInputs;
import lumen.overlay.budget.BudgetComparison;
import lumen.overlay.budget.BudgetVerdict;
import lumen.overlay.budget.BudgetVerdict.Outcome;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlaySettings;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl overlay budget}: the gates over two recorded sets. */
@Command(
    name = "budget",
    description = {
      "Holds the outcomes of overlays against those of a baseline.",
      "By scenario and overlay, with the gates of the job: what they would warn of, and what they",
      "would block.",
      "All outcomes of --baseline are the baseline, whatever ran; of OUTCOMES those that ran one",
      "are left out. Neither failures nor time-outs have a quality."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:within budget",
      "3:a gate warns",
      "1:a gate blocks, or the command failed",
      "2:too few outcomes on a side, or the command line is wrong"
    })
final class BudgetCommand implements Callable<Integer> {
  /** A gate warns. */
  private static final int WARN = 3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "OUTCOMES", description = "A log, or outcomes alone.")
  private Path outcomes;

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "OUTCOMES",
      description = "What they are held against.")
  private Path baseline;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of overlay.yaml and overlay_flags.yaml, for the gates [defaults].")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--markdown", paramLabel = "FILE", description = "Also write Markdown.")
  private Optional<Path> markdown = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write JSON.")
  private Optional<Path> json = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Override
  public Integer call() throws IOException {
    Belongings read = RunInputs.recordings(List.of(outcomes, baseline)).config(config);
    for (Path file : Stream.concat(markdown.stream(), json.stream()).toList()) {
      OutputFile.check(file, read, overwrite.given(), OutputFile.Known.NONE);
    }
    OverlaySettings settings = settings();
    BudgetForm form = compare(settings);
    form.print(spec.commandLine().getOut());
    if (markdown.isPresent()) {
      write(markdown.get(), form.markdown());
    }
    if (json.isPresent()) {
      write(json.get(), Json.text(form.json()) + "\n");
    }
    return switch (form.outcome()) {
      case OK -> ExitCode.OK;
      case WARN -> WARN;
      case BLOCK -> ExitCode.FAILED;
      case TOO_FEW -> ExitCode.USAGE;
    };
  }

  private OverlaySettings settings() {
    try {
      return config
          .map(folder -> OverlayCatalogue.CATALOGUE.read(folder).orThrow())
          .orElseGet(OverlayCatalogue::defaults);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private BudgetForm compare(OverlaySettings settings) throws IOException {
    FlagSet flags = settings.flags();
    BudgetComparison comparison = new BudgetComparison(settings.file().gates(), flags);
    OutcomeSet given = OutcomeSet.read(outcomes, settings.file().gates());
    OutcomeSet against = OutcomeSet.read(baseline, settings.file().gates());
    against.outcomes().forEach(each -> comparison.baseline(each.scenario(), each.cost()));
    long ranBaseline = 0;
    for (OutcomeSet.Scenarioed each : given.outcomes()) {
      if (each.overlay().equals(OverlayFlag.BASELINE)) {
        ranBaseline++;
      } else {
        comparison.overlay(each.scenario(), each.overlay(), each.cost());
      }
    }
    List<BudgetVerdict> verdicts = comparison.verdicts();
    if (verdicts.isEmpty()) {
      throw CommandFailure.usage("must hold an outcome of an overlay: " + outcomes);
    }
    List<String> notes = new ArrayList<>();
    note(notes, ranBaseline, "outcomes of %s ran the baseline and are left out", outcomes);
    note(notes, given.withoutScenario(), "outcomes of %s have no scenario", outcomes);
    note(notes, against.withoutScenario(), "outcomes of %s have no scenario", baseline);
    note(notes, given.rejected(), "lines of %s are of wrong form", outcomes);
    note(notes, against.rejected(), "lines of %s are of wrong form", baseline);
    Outcome worst =
        verdicts.stream().map(BudgetVerdict::outcome).max(Comparator.naturalOrder()).orElseThrow();
    return new BudgetForm(verdicts, worst, notes);
  }

  private static void note(List<String> notes, long count, String what, Path of) {
    if (count > 0) {
      notes.add(count + " " + what.formatted(of));
    }
  }

  private void write(Path file, String text) throws IOException {
    try (OutputStream to = OutputFile.open(file, overwrite.given())) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
