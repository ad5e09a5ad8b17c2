package lumen.ctl.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.service.ExampleReturn;
import lumen.ctl.service.ServiceConfig;
import lumen.ctl.service.ServicePlan;
import lumen.ctl.service.SimulatedService;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.terminal.Json;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/** The files of the simulated services in the demo's folder. */
final class ServiceFiles {
  private final Path folder;

  ServiceFiles(Path folder) {
    this.folder = folder;
  }

  /** The log of the service of the story. */
  Path log() {
    return folder.resolve("service.ndjson.gz");
  }

  /** The log of the service whose return is known by hand. */
  Path example() {
    return folder.resolve("example.ndjson.gz");
  }

  private Path truth() {
    return folder.resolve("service.truth.json");
  }

  /** The folder of the settings. */
  Path config() {
    return folder.resolve("config");
  }

  private Path settings() {
    return config().resolve(GovernanceConfigFile.GOVERNANCE.fileName());
  }

  /**
   * Finds out whether the files may be written: what lies there is an earlier demo's, which its
   * truth tells, or may be overwritten.
   */
  void check(ServicePlan plan, boolean overwrite) throws IOException {
    boolean earlier = isTruth(truth());
    for (Path file : List.of(log(), example(), truth())) {
      OutputFile.check(file, Belongings.none(), overwrite, there -> earlier);
    }
    if (!holds(settings(), ServiceConfig.of(plan))) {
      OutputFile.check(settings(), Belongings.none(), overwrite, OutputFile.Known.NONE);
    }
  }

  private static boolean isTruth(Path file) {
    try {
      return Files.isRegularFile(file)
          && Json.mapper().readTree(file.toFile()).path("counter_restarts").isNumber();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.isRegularFile(file) && Files.readString(file).equals(text);
  }

  /** Plays the services, and writes their logs, what is true, and the settings; the truth. */
  JsonNode write(ServicePlan plan) throws IOException {
    Files.createDirectories(config());
    String text = ServiceConfig.of(plan);
    if (!holds(settings(), text)) {
      Files.writeString(settings(), text);
    }
    JsonNode truth;
    try (BufferedWriter lines = open(log())) {
      truth =
          new SimulatedService(
                  plan,
                  GovernanceCatalogue.CATALOGUE
                      .readTexts("", Map.of(GovernanceConfigFile.GOVERNANCE, text))
                      .orThrow())
              .play(line -> put(line, lines))
              .json();
    }
    try (BufferedWriter lines = open(example())) {
      ExampleReturn.play(plan, line -> put(line, lines));
    }
    Json.write(truth(), truth);
    return truth;
  }

  private static void put(String line, BufferedWriter lines) throws IOException {
    lines.write(line);
    lines.write('\n');
  }

  private static BufferedWriter open(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
  }
}
