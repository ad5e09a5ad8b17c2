package lumen.ctl.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lumen.terminal.LumenHome;

/** One of the logs whose outputs another implementation computed, unpacked into a folder. */
record OverlayLog(String name, Path folder) {
  private static final List<String> FILES =
      List.of("input.ndjson", "control.ndjson", "config/overlay.yaml", "config/overlay_flags.yaml");

  static OverlayLog of(String name, Path folder) throws IOException {
    OverlayLog log = new OverlayLog(name, folder);
    Files.createDirectories(folder.resolve("config"));
    for (String file : FILES) {
      byte[] bytes = log.bytes(file);
      if (bytes.length > 0) {
        Files.write(folder.resolve(file), bytes);
      }
    }
    return log;
  }

  Path input() {
    return folder.resolve("input.ndjson");
  }

  Path control() {
    return folder.resolve("control.ndjson");
  }

  Path config() {
    return folder.resolve("config");
  }

  /** What an output has to be. */
  byte[] expected(String output) throws IOException {
    return bytes("expected/" + output + ".ndjson");
  }

  private byte[] bytes(String file) throws IOException {
    Path packed =
        LumenHome.locate()
            .root()
            .resolve("jobs/overlay/src/test/resources/lumen/overlay/reference")
            .resolve(name)
            .resolve(file + ".gz");
    if (!Files.exists(packed)) {
      return new byte[0];
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
