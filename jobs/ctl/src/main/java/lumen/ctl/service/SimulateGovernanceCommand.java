package lumen.ctl.service;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.governance.settings.GovernanceSettings;
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
import picocli.CommandLine.Spec;

/** {@code lumenctl simulate governance}: a service with known truth. */
@Command(
    name = "governance",
    description = {
      "Writes the log of a simulated service that obeys the governance job, with known truth: daily",
      "and weekly rhythm, revisions good and bad, a cache whose hit rate follows its time to live,",
      "bills that come late and corrected, outages, counters that begin anew, days of 23 and 25 h.",
      "Beside NAME.ndjson lies its truth. The same options give the same lines on every machine."
    })
public final class SimulateGovernanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "service.ndjson.gz",
      description = "Log to write; compressed if it ends in .gz [${DEFAULT-VALUE}].")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance [1].")
  private long seed = 1;

  @Option(names = "--days", paramLabel = "D", description = "Length in days [120].")
  private int days = 120;

  @Option(names = "--start", paramLabel = "DATE", description = "First day [2026-02-01].")
  private LocalDate start = ServicePlan.START;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose days they are [America/Los_Angeles].")
  private String zone = ServicePlan.ZONE.getId();

  @Option(
      names = "--config-out",
      paramLabel = "DIR",
      description = "Also write the folder that it was commanded by, for `replay --config`.")
  private Optional<Path> configOut = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Override
  public Integer call() throws IOException {
    ServicePlan plan = plan();
    String config = ServiceConfig.of(plan);
    GovernanceSettings settings =
        GovernanceCatalogue.CATALOGUE
            .readTexts("", Map.of(GovernanceConfigFile.GOVERNANCE, config))
            .orThrow();
    Path truthFile = truthBeside(out);
    OutputFile.check(out, Belongings.none(), overwrite.given(), OutputFile.Known.NONE);
    OutputFile.check(truthFile, Belongings.none(), overwrite.given(), OutputFile.Known.NONE);
    if (configOut.isPresent()) {
      writeConfig(config, configOut.get());
    }
    ServiceTruth truth;
    try (BufferedWriter lines =
        new BufferedWriter(new OutputStreamWriter(open(), StandardCharsets.UTF_8))) {
      truth =
          new SimulatedService(plan, settings)
              .play(
                  line -> {
                    lines.write(line);
                    lines.write('\n');
                  });
    }
    Json.write(truthFile, truth.json());
    PrintWriter print = spec.commandLine().getOut();
    print.printf("log        %s%n", out);
    print.printf("days       %d from %s, %s%n", plan.days(), plan.start(), plan.zone());
    print.printf("truth      %s%n", truthFile);
    print.flush();
    return ExitCode.OK;
  }

  private ServicePlan plan() {
    try {
      return ServicePlan.usual(seed, start, days, ZoneId.of(zone));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    } catch (DateTimeException e) {
      throw CommandFailure.usage("--zone must be an IANA name such as Europe/Berlin: " + zone);
    }
  }

  private void writeConfig(String config, Path folder) throws IOException {
    Path to = folder.resolve(GovernanceConfigFile.GOVERNANCE.fileName());
    OutputFile.check(to, Belongings.none(), overwrite.given(), OutputFile.Known.NONE);
    try (OutputStream stream = OutputFile.open(to, overwrite.given())) {
      stream.write(config.getBytes(StandardCharsets.UTF_8));
    }
  }

  private OutputStream open() throws IOException {
    OutputStream file = OutputFile.open(out, overwrite.given());
    return out.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
  }

  private static Path truthBeside(Path log) {
    String name = String.valueOf(log.getFileName()).replaceFirst("\\.ndjson(\\.gz)?$", "");
    return log.resolveSibling(name + ".truth.json");
  }
}
