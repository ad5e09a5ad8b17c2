package lumen.ctl.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import lumen.ctl.replay.OutputFolder;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import lumen.terminal.Json;

/** The tenants that an overlay job has decided for. */
final class KnownTenants {
  private KnownTenants() {}

  /**
   * Those with a committed decision, by name.
   *
   * @param out the folder of the job's outputs
   */
  static List<String> of(Path out) {
    TreeSet<String> tenants = new TreeSet<>();
    try {
      OutputFolder folder = new OutputFolder(out.toAbsolutePath().normalize(), JobKind.OVERLAY);
      for (Path part : folder.parts("decisions")) {
        try (BufferedReader lines = Files.newBufferedReader(part)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode decision = Json.mapper().readTree(line);
            tenants.add(decision.path("tenant").asText());
          }
        }
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--all-tenants must be a readable folder: " + out + ": " + FileTrouble.of(e));
    }
    if (tenants.isEmpty()) {
      throw CommandFailure.usage(
          "--all-tenants must be the --out folder of an overlay job: no decision is in " + out);
    }
    return List.copyOf(tenants);
  }
}
