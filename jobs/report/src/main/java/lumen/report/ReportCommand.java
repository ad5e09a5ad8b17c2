package lumen.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl report}: the HTML report and the table of a finished run. */
@Command(
    name = "report",
    description = "Show a finished run: a table here, and one self-contained HTML file with plots.")
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder that a replay wrote with --out, of any job.")
  private Path dir;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Truth of a simulated recording, to show found beside true.")
  private Path truth;

  @Option(names = "--out", paramLabel = "FILE", description = "Report to write [DIR/report.html].")
  private Path out;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Also write the bridge of one tenant as a picture.")
  private Path svg;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Tenant of the picture [the first that has a bridge].")
  private String tenant;

  @Mixin private OverwriteOption overwrite;

  @Override
  public Integer call() throws IOException {
    if (Files.isRegularFile(dir.resolve(PromiseFigures.SCORECARDS))) {
      return governance();
    }
    if (Files.isRegularFile(dir.resolve(DecidedFigures.DECISIONS))) {
      return overlay();
    }
    Path frames = dir.resolve("frames.ndjson");
    if (!Files.isReadable(frames)) {
      throw CommandFailure.usage("frames must be readable: " + frames);
    }
    Path file = out == null ? dir.resolve("report.html") : out;
    Belongings inputs = Belongings.none().add("the truth", Optional.ofNullable(truth));
    OutputFile.check(file, inputs, overwrite.given(), RunReport::isReport);
    if (svg != null) {
      OutputFile.check(svg, inputs, overwrite.given(), BridgePicture::isPicture);
    }
    RunFigures run = RunFigures.read(dir, Optional.ofNullable(truth));
    if (svg != null) {
      BridgePicture.write(run, pictured(run), svg);
    }
    RunReport.write(run, file);
    PrintWriter print = spec.commandLine().getOut();
    RunTable.print(run, Optional.of(file), print);
    if (svg != null) {
      print.println("  " + svg);
    }
    print.flush();
    return 0;
  }

  /** Where the report of a run goes that is none of the fusion job. */
  private Path ofOthers(String holds) {
    if (svg != null || truth != null || tenant != null) {
      throw CommandFailure.usage(
          "--svg, --tenant and --truth must be of a run of the fusion job: %s holds %s"
              .formatted(dir, holds));
    }
    Path file = out == null ? dir.resolve("report.html") : out;
    OutputFile.check(file, Belongings.none(), overwrite.given(), RunReport::isReport);
    return file;
  }

  /** Of a run of the governance job. */
  private int governance() throws IOException {
    Path file = ofOthers("scorecards");
    PromiseFigures run = PromiseFigures.read(dir);
    PromiseReport.write(run, file);
    PrintWriter print = spec.commandLine().getOut();
    PromiseTable.print(run, file, print);
    print.flush();
    return 0;
  }

  /** Of a run of the overlay job. */
  private int overlay() throws IOException {
    Path file = ofOthers("decisions");
    DecidedFigures run = DecidedFigures.read(dir);
    DecidedReport.write(run, file);
    PrintWriter print = spec.commandLine().getOut();
    DecidedTable.print(run, file, print);
    print.flush();
    return 0;
  }

  private BridgeFigures pictured(RunFigures run) {
    return run.bridges().stream()
        .filter(bridge -> bridge.curves() && (tenant == null || bridge.tenant().equals(tenant)))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--svg needs control frames"
                        + (tenant == null ? "" : " of the tenant " + tenant)
                        + ": "
                        + dir.resolve("control.ndjson")));
  }
}
