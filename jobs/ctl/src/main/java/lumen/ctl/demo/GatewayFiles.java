package lumen.ctl.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.gateway.Gateway;
import lumen.ctl.gateway.GatewaySettings;
import lumen.ctl.gateway.GatewayStory;
import lumen.ctl.gateway.GatewayTruth;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.terminal.Json;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/** The files of the simulated gateway in the demo's folder. */
final class GatewayFiles {
  private static final int PERCENT_AT_FIRST = 10;
  private static final Map<OverlayConfigFile, String> CONFIG =
      Map.of(
          OverlayConfigFile.OVERLAY, GatewayStory.overlay(),
          OverlayConfigFile.FLAGS, GatewayStory.flags(PERCENT_AT_FIRST));

  private final Path folder;

  GatewayFiles(Path folder) {
    this.folder = folder;
  }

  Path log() {
    return folder.resolve("gateway.ndjson.gz");
  }

  Path truth() {
    return folder.resolve("gateway.truth.json");
  }

  Path config() {
    return folder.resolve("config");
  }

  private SortedMap<Path, String> settings() {
    SortedMap<Path, String> files = new TreeMap<>();
    CONFIG.forEach((file, text) -> files.put(config().resolve(file.fileName()), text));
    return files;
  }

  /**
   * Finds out whether the files may be written: what lies there is an earlier demo's, which its
   * truth tells, or may be overwritten.
   */
  void check(boolean overwrite) throws IOException {
    boolean earlier = isTruth(truth());
    OutputFile.check(log(), Belongings.none(), overwrite, file -> earlier);
    OutputFile.check(truth(), Belongings.none(), overwrite, file -> earlier);
    for (Map.Entry<Path, String> file : settings().entrySet()) {
      if (!holds(file.getKey(), file.getValue())) {
        OutputFile.check(file.getKey(), Belongings.none(), overwrite, OutputFile.Known.NONE);
      }
    }
  }

  private static boolean isTruth(Path file) {
    try {
      return Files.isRegularFile(file)
          && Json.mapper().readTree(file.toFile()).path("doubled").isNumber();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.isRegularFile(file) && Files.readString(file).equals(text);
  }

  /** Plays the gateway, and writes its log, its truth, and the settings by which it is answered. */
  GatewayTruth write(GatewaySettings gateway) throws IOException {
    Files.createDirectories(config());
    for (Map.Entry<Path, String> file : settings().entrySet()) {
      if (!holds(file.getKey(), file.getValue())) {
        Files.writeString(file.getKey(), file.getValue());
      }
    }
    GatewayTruth truth;
    try (BufferedWriter lines =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(log())), StandardCharsets.UTF_8))) {
      truth =
          new Gateway(gateway, OverlayCatalogue.CATALOGUE.readTexts("", CONFIG).orThrow())
              .play(
                  line -> {
                    lines.write(line);
                    lines.write('\n');
                  });
    }
    Json.write(truth(), truth.json());
    return truth;
  }
}
