package lumen.ctl.overlay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flagd.FlagdReader;
import lumen.overlay.flagd.FlagdText;
import lumen.overlay.flagd.FlagsYaml;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.settings.Findings;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.FileTrouble;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl overlay flags}: the flags as flagd has them, and back. */
@Command(
    name = "flags",
    description = "Writes overlay_flags.yaml as a flag set of flagd, and reads one.",
    subcommands = {FlagFilesCommand.Export.class, FlagFilesCommand.Import.class})
final class FlagFilesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Where the text goes. */
  static final class Target {
    @Option(names = "--out", paramLabel = "FILE", description = "File to write [standard output].")
    private Optional<Path> out = Optional.empty();

    @Mixin private OverwriteOption overwrite;

    void write(String text, Path read, PrintWriter terminal) throws IOException {
      if (out.isEmpty()) {
        terminal.print(text);
        terminal.flush();
        return;
      }
      Belongings inputs = Belongings.none().add("what is read", read);
      OutputFile.check(out.get(), inputs, overwrite.given(), OutputFile.Known.NONE);
      try (OutputStream to = OutputFile.open(out.get(), overwrite.given())) {
        to.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** {@code lumenctl overlay flags export}. */
  @Command(
      name = "export",
      description = {
        "Writes the flags as a flag set of flagd: one boolean flag for each overlay, that gives",
        "every request the variant it is given here. Breakers and gates are none of flagd's."
      })
  static final class Export implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Target target;

    @Parameters(paramLabel = "YAML", description = "An overlay_flags.yaml.")
    private Path file;

    @Override
    public Integer call() throws IOException {
      FlagSet flags;
      try {
        flags = OverlayCatalogue.CATALOGUE.readOne(OverlayConfigFile.FLAGS, file).orThrow().flags();
      } catch (SettingsException e) {
        e.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
        return ExitCode.USAGE;
      }
      PrintWriter err = spec.commandLine().getErr();
      FlagdText.lost(flags)
          .forEach(key -> err.println(key + " has no place in flagd and is left out"));
      target.write(FlagdText.of(flags), file, spec.commandLine().getOut());
      return ExitCode.OK;
    }
  }

  /** {@code lumenctl overlay flags import}. */
  @Command(
      name = "import",
      description = {
        "Reads a flag set of flagd of the form that `export` writes, and writes it as",
        "overlay_flags.yaml; of anything else it says in which file, line and path it stands."
      })
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Target target;

    @Parameters(paramLabel = "JSON", description = "A flag set of flagd.")
    private Path file;

    @Override
    public Integer call() throws IOException {
      Findings findings = new Findings(file.toString());
      Optional<FlagSet> flags = FlagdReader.read(text(), findings);
      if (flags.isEmpty()) {
        findings.sorted().forEach(finding -> spec.commandLine().getErr().println(finding));
        return ExitCode.USAGE;
      }
      target.write(FlagsYaml.of(flags.get()), file, spec.commandLine().getOut());
      return ExitCode.OK;
    }

    private String text() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw CommandFailure.usage("JSON must be readable: " + file + ": " + FileTrouble.of(e));
      }
    }
  }
}
