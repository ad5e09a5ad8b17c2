package lumen.watch.gate;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.watch.kept.JudgedJar;
import lumen.watch.kept.KeptVerdict;
import lumen.watch.kept.VerdictFolder;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl gate}: whether a release may go on. */
@Command(
    name = "gate",
    description = {
      "Asks Prometheus, or the frames that a run left, whether a gate of gates.yaml is open.",
      "roi, slo and maturity ask the newest scorecard of a service. No data is closed."
    })
public final class GateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Gate, such as canary.")
  private String name;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9090",
      description = "Prometheus with the shipped rules [${DEFAULT-VALUE}].")
  private URI prometheus;

  @Option(
      names = "--frames",
      paramLabel = "FILE",
      description = "Ask this file of frames, and control.ndjson beside it, and no Prometheus.")
  private Optional<Path> frames = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Windows begin no sooner, such as at a new job's first frame: 2026-01-31T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "Ask about this tenant alone [each that has a bridge].")
  private Optional<String> tenant = Optional.empty();

  @Option(
      names = "--service",
      paramLabel = "S",
      description = "With roi, slo or maturity: the service that is asked about.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = "--scorecard",
      paramLabel = "FILE",
      defaultValue = "scorecard.ndjson",
      description = "With --service: its scorecards, as a replay leaves them [${DEFAULT-VALUE}].")
  private Path scorecard;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the verdict, and tell node_exporter in DIR/lumen.prom what all come to.")
  private Optional<Path> keep = Optional.empty();

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "With --keep: the jar of the job that is judged [that of the build].")
  private Optional<Path> jar = Optional.empty();

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print values, thresholds and verdicts as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    GateReading reading = ScorecardGate.NAMES.contains(name) ? ofService() : ofJob();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(reading));
    } else {
      TextTable table =
          new TextTable("condition", "tenant", "value", "must be", "samples", "verdict");
      for (GateVerdict verdict : reading.verdicts()) {
        table.row(
            verdict.condition(),
            verdict.tenant().isEmpty() ? "(job)" : verdict.tenant(),
            Double.isNaN(verdict.value()) ? "-" : "%.4g".formatted(verdict.value()),
            verdict.threshold(),
            verdict.needed() == 0 ? "-" : verdict.samples() + "/" + verdict.needed(),
            verdict.outcome().name().toLowerCase(Locale.ROOT));
      }
      table.print(out);
      out.printf("gate %s: %s%n", reading.gate(), said(reading));
    }
    return reading.open() ? ExitCode.OK : ExitCode.FAILED;
  }

  private GateReading reading(Gate gate) {
    try {
      List<Rule> rules =
          frames.isPresent() || since.isPresent() ? RuleFile.rulesOfAll() : List.of();
      Optional<Instant> from = since.map(GateCommand::moment);
      if (frames.isPresent()) {
        return SampledGate.read(gate, frames.get(), from, rules, tenant);
      }
      if (from.isEmpty()) {
        return GateReading.of(gate, new Prometheus(prometheus), tenant);
      }
      return GateReading.of(
          gate,
          new Prometheus(prometheus),
          tenant,
          new SinceQuery(rules, age(since.orElseThrow()))::of);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private GateReading ofJob() {
    if (service.isPresent()) {
      throw CommandFailure.usage(
          "--service must stand with roi, slo or maturity: %s is of a job".formatted(name));
    }
    Gate gate = gate();
    Optional<JudgedJar> judged = keep.map(folder -> judgedJar(gate));
    GateReading reading = reading(gate);
    judged.ifPresent(of -> kept(gate, reading, of));
    return reading;
  }

  private GateReading ofService() {
    if (keep.isPresent()) {
      throw CommandFailure.usage(
          "--keep must stand with a gate of the job that runs: %s is of a service".formatted(name));
    }
    if (tenant.isPresent() || frames.isPresent() || since.isPresent()) {
      throw CommandFailure.usage(
          "--tenant, --frames and --since must stand with a gate of a job: %s is of a service"
              .formatted(name));
    }
    if (service.isEmpty()) {
      throw CommandFailure.usage(
          "--service S must be given: gate %s is of a service".formatted(name));
    }
    try {
      double maturity = GatesCatalogue.load(config.folder()).scorecard().maturityAtLeast();
      return ScorecardGate.read(name, scorecard, service.get(), maturity);
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("--scorecard must be a file: " + scorecard);
    } catch (IOException | SettingsException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** Of a part, or of what another job left, no verdict on the job is kept. */
  private JudgedJar judgedJar(Gate gate) {
    if (tenant.isPresent() || frames.isPresent()) {
      throw CommandFailure.usage(
          "--keep must stand without --tenant and --frames: a verdict is on the job that runs, and all its tenants");
    }
    if (since.map(GateCommand::age).filter(age -> age.compareTo(gate.window()) < 0).isPresent()) {
      throw CommandFailure.usage(
          "--keep must look back as far as the gate does: --since shortens the %d s of %s"
              .formatted(gate.window().toSeconds(), gate.name()));
    }
    try {
      return JudgedJar.of(jar.orElseGet(() -> LumenHome.locate().jobsJar()));
    } catch (IOException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private void kept(Gate gate, GateReading reading, JudgedJar judged) {
    Instant now = InstantSource.system().instant();
    String outcome = reading.open() ? KeptVerdict.PASS : "FAIL";
    try {
      new VerdictFolder(keep.orElseThrow())
          .keep(KeptVerdict.onGate(gate.name(), now, outcome, judged, gate.window()));
    } catch (IOException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  private static Duration age(String since) {
    return Duration.between(moment(since), InstantSource.system().instant());
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage("must be a time such as 2026-01-31T12:00:00Z: --since " + text);
    }
  }

  private static String said(GateReading reading) {
    if (reading.open()) {
      return "open";
    }
    return reading.verdicts().stream().anyMatch(one -> !one.tenant().isEmpty())
        ? "closed"
        : "closed, no tenant has a bridge";
  }

  private Gate gate() {
    try {
      Gates gates = GatesCatalogue.load(config.folder());
      SampleTimes.of(RuleFile.scrapeInterval(), RuleFile.rulesOfAll()).check(gates);
      Gate gate = gates.gates().get(name);
      if (gates.gates().isEmpty()) {
        throw CommandFailure.usage(
            "must hold gates: %s has none".formatted(config.folder().resolve("gates.yaml")));
      }
      if (gate == null) {
        throw CommandFailure.usage(
            "must be one of %s: %s".formatted(String.join(", ", gates.gates().keySet()), name));
      }
      return gate;
    } catch (IOException | SettingsException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
