package lumen.ctl.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordingException;
import lumen.ctl.fusion.KindOption;
import lumen.fusion.settings.SettingsLoader;
import lumen.jobs.JobKind;
import lumen.settings.ConfigLint;
import lumen.settings.LintReport;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl config lint}: everything that is wrong with a config folder. */
@Command(
    name = "lint",
    description = {
      "Checks the files of a config folder and reports everything at once, as",
      "file:line:column key: what would be accepted, what is there.",
      "Exits with 2 if there is an error; warnings alone exit with 0."
    })
final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KindOption kind;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "Also warn of channels whose strongest rhythm lies outside the band.")
  private Optional<Path> recording = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (recording.isPresent() && kind.kind() != JobKind.FUSION) {
      throw CommandFailure.usage("--recording must be of the fusion job: others find no rhythm");
    }
    LintReport report = ConfigLint.lint(kind.kind().catalogue(), config.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(report.json()));
    } else {
      out.print(report.text());
    }
    if (report.ok() && recording.isPresent()) {
      warnOfRhythms(recording.get(), out);
    }
    out.flush();
    return report.ok() ? ExitCode.OK : ExitCode.USAGE;
  }

  private void warnOfRhythms(Path file, PrintWriter out) throws IOException {
    try {
      RhythmCheck.warnings(SettingsLoader.load(config.folder()), file)
          .forEach(json ? spec.commandLine().getErr()::println : out::println);
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
