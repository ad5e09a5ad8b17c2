package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.Json;

/** Finds an example in {@code rejects.ndjson}. */
final class FirstReject {
  private static final String FILE = "rejects.ndjson";

  private FirstReject() {}

  /** The first reject of a reason, if the run kept it. */
  static Optional<JsonNode> of(Path folder, String reason) throws IOException {
    Path rejects = folder.resolve(FILE);
    if (!Files.isRegularFile(rejects)) {
      return Optional.empty();
    }
    String begin = "{\"reason\":\"" + reason + "\"";
    try (BufferedReader lines = Files.newBufferedReader(rejects)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(begin)) {
          return Optional.of(Json.mapper().readTree(line));
        }
      }
    }
    return Optional.empty();
  }
}
