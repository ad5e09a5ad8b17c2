package lumen.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lumen.signal.gain.GainSurfaceFit;
import lumen.signal.gain.UnidentifiedSurfaceException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Wrapped;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl gains fit}: a gain surface from gains that held while the result was good. */
@Command(
    name = "fit",
    description = {
      "Fit kp = b0 + bx E + by P + bxy E P (E entropy ratio, P phase difference) by least squares to"
          + " the gains that held while the result was good, and write it for a config folder.",
      "Reads frames.ndjson, control.ndjson (state E2 alone), a bench, or lines {entropy_ratio,"
          + " phase_diff, kp}. Refuses rows that cannot tell the coefficients apart."
    })
final class GainsFitCommand implements Callable<Integer> {
  /** Below this share a surface explains less than it leaves open. */
  private static final double WEAK = 0.5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Logs, ndjson.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "configs/gain_surface.json",
      description = "Surface to write [${DEFAULT-VALUE}].")
  private Path out;

  @Option(
      names = "--min-sync-quality",
      paramLabel = "X",
      defaultValue = "0.85",
      description = "A row is good from this sync quality on; 0: any [${DEFAULT-VALUE}].")
  private double minSyncQuality;

  @Option(
      names = "--min-coherence",
      paramLabel = "X",
      defaultValue = "0",
      description = "And from this coherence on; 0: any [${DEFAULT-VALUE}].")
  private double minCoherence;

  @Option(
      names = "--max-phase-diff",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "And up to this phase difference in cycles [${DEFAULT-VALUE}].")
  private double maxPhaseDiff;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Rows of this tenant only.")
  private Optional<String> tenant = Optional.empty();

  @Option(
      names = "--window",
      paramLabel = "S",
      defaultValue = "90",
      description = "phase.rebalance_window_s of the run, for control.ndjson [${DEFAULT-VALUE}].")
  private double windowS;

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    check();
    Belongings inputs = Belongings.none();
    files.forEach(file -> inputs.add("a log", file));
    OutputFile.check(out, inputs, overwrite.given(), OutputFile.Known.NONE);
    GainRows rows =
        new GainRows(new RowFilter(minSyncQuality, minCoherence, maxPhaseDiff, tenant), windowS);
    files.forEach(rows::read);
    GainSurfaceFit fit = fit(rows);
    write(SurfaceJson.text(fit, rows.sources()));
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(Json.text(asJson(fit, rows)));
    } else {
      print(fit, rows, print);
    }
    print.flush();
    return ExitCode.OK;
  }

  private void check() {
    if (!(minSyncQuality >= 0 && minSyncQuality <= 1 && minCoherence >= 0 && minCoherence <= 1)) {
      throw CommandFailure.usage(
          "must be 0 to 1: --min-sync-quality %s --min-coherence %s"
              .formatted(minSyncQuality, minCoherence));
    }
    if (!(maxPhaseDiff > 0 && maxPhaseDiff <= 0.5)) {
      throw CommandFailure.usage(
          "must be above 0 and at most 0.5: --max-phase-diff " + maxPhaseDiff);
    }
    if (!(windowS > 0 && windowS <= 86_400)) {
      throw CommandFailure.usage("must be above 0 and at most 86400: --window " + windowS);
    }
  }

  private static GainSurfaceFit fit(GainRows rows) {
    try {
      return rows.fit();
    } catch (UnidentifiedSurfaceException e) {
      String rest = rows.leftOut().isEmpty() ? "" : "; left out: " + leftOut(rows);
      throw new CommandFailure(ExitCode.FAILED, e.getMessage() + rest, e);
    }
  }

  /** Writes the surface, whole or not at all. */
  private void write(String text) throws IOException {
    Path file = out.toAbsolutePath();
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String leftOut(GainRows rows) {
    return rows.leftOut().entrySet().stream()
        .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void print(GainSurfaceFit fit, GainRows rows, PrintWriter print) {
    print.println("surface    " + SurfaceJson.formula(fit.surface()));
    print.printf(Locale.ROOT, "rows       %,d good%n", rows.size());
    if (!rows.leftOut().isEmpty()) {
      Wrapped.print("left out   ", leftOut(rows), print);
    }
    print.printf(
        Locale.ROOT,
        "R^2        %.4f, adjusted %.4f; residuals +- %s%n",
        fit.r2(),
        fit.adjustedR2(),
        Rounded.text(fit.residualDeviation()));
    print.printf(
        Locale.ROOT,
        "condition  %.2f of at most %.0f (Belsley 1980)%n",
        fit.condition(),
        GainSurfaceFit.WORST_CONDITION);
    print.printf("E          %s%n", range(fit.entropyRatio()));
    print.printf("P          %s cycles%n", range(fit.phaseDiff()));
    print.println("written    " + out);
    if (fit.r2() < WEAK) {
      print.println("note: the surface explains less than half of the gains' variance");
    }
  }

  private static String range(GainSurfaceFit.Range range) {
    return Rounded.text(range.min()) + " to " + Rounded.text(range.max());
  }

  private ObjectNode asJson(GainSurfaceFit fit, GainRows rows) {
    ObjectNode root = SurfaceJson.json(fit, rows.sources());
    root.put("adjusted_r2", fit.adjustedR2());
    root.put("residual_stddev", fit.residualDeviation());
    ObjectNode left = root.putObject("left_out");
    rows.leftOut().forEach(left::put);
    return root.put("written", out.toString());
  }
}
