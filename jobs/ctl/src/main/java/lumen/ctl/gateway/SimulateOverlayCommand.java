package lumen.ctl.gateway;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
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
import picocli.CommandLine.Spec;

/** {@code lumenctl simulate overlay}: a gateway with known truth. */
@Command(
    name = "overlay",
    description = {
      "Writes the log of a simulated gateway that obeys the overlay job, with known truth: failures,",
      "tokens, times and quality of baseline and overlay; outcomes that are lost, late, doubled and",
      "diverted; requests asked again. Beside NAME.ndjson lies its truth.",
      "The same options give the same lines on every machine."
    })
public final class SimulateOverlayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "gateway.ndjson.gz",
      description = "Log to write; compressed if it ends in .gz [${DEFAULT-VALUE}].")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance [1].")
  private long seed = 1;

  @Option(names = "--minutes", paramLabel = "M", description = "Length in minutes [60].")
  private double minutes = 60;

  @Option(names = "--rate", paramLabel = "R", description = "Requests a second [5].")
  private double rate = 5;

  @Option(
      names = "--story",
      description =
          "Rollout 10 to 30 %%, an outage, dearer answers, a release; without it nothing happens.")
  private boolean story;

  @Option(names = "--lost", paramLabel = "P", description = "Share of outcomes lost [0.01].")
  private double lost = FeedFaults.USUAL.lost();

  @Option(names = "--late", paramLabel = "P", description = "Share that is late [0.01].")
  private double late = FeedFaults.USUAL.late();

  @Option(names = "--doubled", paramLabel = "P", description = "Share that comes twice [0.01].")
  private double doubled = FeedFaults.USUAL.doubled();

  @Option(names = "--diverted", paramLabel = "P", description = "Share that ran baseline [0.01].")
  private double diverted = FeedFaults.USUAL.diverted();

  @Option(names = "--repeated", paramLabel = "P", description = "Requests asked again [0.01].")
  private double repeated = FeedFaults.USUAL.repeated();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of overlay.yaml and overlay_flags.yaml it is answered by [its own].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--config-out",
      paramLabel = "DIR",
      description = "Also write the folder that it was answered by, for `replay --config`.")
  private Optional<Path> configOut = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Override
  public Integer call() throws IOException {
    GatewaySettings gateway = gateway();
    Path truthFile = truthBeside(out);
    Belongings read = Belongings.none().config(config);
    OutputFile.check(out, read, overwrite.given(), OutputFile.Known.NONE);
    OutputFile.check(truthFile, read, overwrite.given(), OutputFile.Known.NONE);
    Map<OverlayConfigFile, String> own =
        Map.of(
            OverlayConfigFile.OVERLAY, GatewayStory.overlay(),
            OverlayConfigFile.FLAGS, GatewayStory.flags(10));
    OverlaySettings settings = settings(own);
    if (configOut.isPresent()) {
      writeConfig(own, configOut.get());
    }
    GatewayTruth truth;
    try (BufferedWriter lines =
        new BufferedWriter(new OutputStreamWriter(open(), StandardCharsets.UTF_8))) {
      truth =
          new Gateway(gateway, settings)
              .play(
                  line -> {
                    lines.write(line);
                    lines.write('\n');
                  });
    }
    Json.write(truthFile, truth.json());
    PrintWriter print = spec.commandLine().getOut();
    print.printf("log        %s%n", out);
    print.printf("requests   %d, %s%n", truth.requests(), truth.json().path("ran"));
    print.printf("truth      %s%n", truthFile);
    print.flush();
    return ExitCode.OK;
  }

  private GatewaySettings gateway() {
    try {
      FeedFaults faults = new FeedFaults(lost, late, doubled, diverted, repeated);
      return story
          ? GatewayStory.settings(seed, minutes, rate, faults)
          : GatewayStory.steady(seed, minutes, rate, faults);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private OverlaySettings settings(Map<OverlayConfigFile, String> own) {
    try {
      return config
          .map(folder -> OverlayCatalogue.CATALOGUE.read(folder).orThrow())
          .orElseGet(() -> OverlayCatalogue.CATALOGUE.readTexts("", own).orThrow());
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private void writeConfig(Map<OverlayConfigFile, String> own, Path folder) throws IOException {
    for (Map.Entry<OverlayConfigFile, String> file : own.entrySet()) {
      Path to = folder.resolve(file.getKey().fileName());
      String text =
          config.isPresent()
              ? textOf(config.get().resolve(file.getKey().fileName()))
              : file.getValue();
      OutputFile.check(to, Belongings.none().config(config), overwrite.given(), path -> false);
      try (OutputStream stream = OutputFile.open(to, overwrite.given())) {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String textOf(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readString(file) : "";
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
