package lumen.tune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.fusion.settings.RiskAutotuneFile;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopFacts;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl gains facts}: what the gains of a schedule cost. */
@Command(
    name = "facts",
    description = {
      "Show what the gains do at each point of their curves: how far from swinging the loop is, how"
          + " it answers a step and a ramp of the reference, and how much of its jitter the tick"
          + " has.",
      "DAMPING of the slowest pole; MARGIN of phase in degrees and of gain; OVERSHOOT and SETTLED of"
          + " a step of the phase (within 2 %%); PER HZ and PER HZ/S: cycles behind a step of the"
          + " rate and a rate that moves; JITTER of the interval of the tick for each unit of the"
          + " reference's."
    })
final class GainsFactsCommand implements Callable<Integer> {
  private static final double SHORTEST_MS = 20;
  private static final double LONGEST_MS = 10_000;

  @Spec private CommandSpec spec;

  @Mixin private ConfigFolderOption config;

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      description = "A risk_autotune.yaml by itself, such as configs/schedules/fast.yaml.")
  private Optional<Path> curves = Optional.empty();

  @Option(
      names = "--tick",
      paramLabel = "MS",
      description = "Time between two ticks [loop.tick_ms of the folder].")
  private Optional<Double> tick = Optional.empty();

  @Option(
      names = "--bode",
      paramLabel = "FILE",
      description = "Draw the open loop over frequency as SVG.")
  private Optional<Path> bode = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "FILE",
      description = "Draw the answer to a step of the phase as SVG.")
  private Optional<Path> step = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (tick.isPresent() && !(tick.get() >= SHORTEST_MS && tick.get() <= LONGEST_MS)) {
      throw CommandFailure.usage("--tick must be 20 to 10000 ms: " + tick.get());
    }
    if (bode.isPresent() && bode.equals(step)) {
      throw CommandFailure.usage("--bode and --step must be two files: " + bode.get());
    }
    GainFacts facts;
    try {
      RiskAutotuneFile risk =
          curves.isPresent()
              ? SettingsLoader.riskAutotune(curves.get())
              : SettingsLoader.load(config.folder()).risk();
      double tickMs =
          tick.orElseGet(() -> SettingsLoader.load(config.folder()).bridge().loop().tickMs());
      facts = GainFacts.of(risk, tickMs);
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    draw(facts);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(asJson(facts)));
    } else {
      print(facts, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void draw(GainFacts facts) throws IOException {
    if (bode.isPresent()) {
      write(bode.get(), FactsPicture.bode(facts));
    }
    if (step.isPresent()) {
      write(step.get(), FactsPicture.step(facts));
    }
  }

  private void write(Path file, String svg) throws IOException {
    OutputFile.check(file, Belongings.none(), overwrite.given(), FactsPicture::isPicture);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, svg);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  private static String seconds(double value) {
    return value == Double.POSITIVE_INFINITY ? "never" : number("%.0f s", value);
  }

  private static void print(GainFacts facts, PrintWriter out) {
    TextTable table =
        new TextTable(
            "ENTROPY",
            "KP",
            "KI",
            "KD",
            "DAMPING",
            "MARGIN",
            "GAIN",
            "OVERSHOOT",
            "SETTLED",
            "PER HZ",
            "PER HZ/S",
            "JITTER");
    for (GainFacts.Row row : facts.rows()) {
      LoopFacts of = row.facts();
      table.row(
          Rounded.text(row.entropyRatio()),
          Rounded.text(row.gains().kp()),
          Rounded.text(row.gains().ki()),
          Rounded.text(row.gains().kd()),
          number("%.2f", of.damping()),
          number("%.0f deg", of.phaseMargin()),
          number("%.1f", of.gainMargin()),
          number("%.0f %%", 100 * of.overshoot()),
          seconds(of.settlingS()),
          number("%.2f", of.stepCycles()),
          number("%.1f", of.rampCycles()),
          number("%.3f", of.jitter()));
    }
    table.print(out);
    out.println("at a tick of " + Rounded.text(facts.tickMs()) + " ms, followed tick for tick");
    for (GainFacts.Row row : facts.rows()) {
      Gains given = row.gains();
      Gains counted = LoopFacts.counted(given, facts.tickMs());
      if (!row.facts().follows()) {
        out.println(at(row) + " nothing is followed: kp is 0");
      } else if (!counted.equals(given)) {
        out.printf(
            "%s kp counts as %s and ki as %s: up to (1 - kd) / (2 tick), and up to kp / (4 tick)%n",
            at(row), Rounded.text(counted.kp()), Rounded.text(counted.ki()));
      }
    }
  }

  private static String at(GainFacts.Row row) {
    return "at entropy " + Rounded.text(row.entropyRatio());
  }

  private static ObjectNode asJson(GainFacts facts) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("tick_ms", facts.tickMs());
    for (GainFacts.Row row : facts.rows()) {
      LoopFacts of = row.facts();
      root.withArray("points")
          .addObject()
          .put("entropy_ratio", row.entropyRatio())
          .put("kp", row.gains().kp())
          .put("ki", row.gains().ki())
          .put("kd", row.gains().kd())
          .put("damping", known(of.damping()))
          .put("phase_margin_deg", known(of.phaseMargin()))
          .put("gain_margin", known(of.gainMargin()))
          .put("overshoot", known(of.overshoot()))
          .put("settling_s", known(of.settlingS()))
          .put("step_cycles_per_hz", known(of.stepCycles()))
          .put("ramp_cycles_per_hz_s", known(of.rampCycles()))
          .put("jitter", known(of.jitter()));
    }
    return root;
  }

  /** A number for JSON, which knows neither NaN nor the infinite. */
  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
