package lumen.ctl.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.ctl.overlay.RouteSummary;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.lines.LineOutput;
import lumen.terminal.Json;
import lumen.terminal.files.DiskRoom;

/** Makes the files that people read of the parts that an overlay job committed. */
public final class RouteResults implements ResultFiles {
  private final OutputFolder folder;

  /** The results of a run in this folder. */
  public RouteResults(OutputFolder folder) {
    this.folder = folder;
  }

  @Override
  public OutputFolder folder() {
    return folder;
  }

  @Override
  public ObjectNode write(double seconds) throws IOException {
    try {
      Map<LineOutput<?>, Long> lines = new PartMerge(folder).all();
      ObjectNode summary = RouteSummary.of(folder.root(), seconds);
      summary.put("verdicts", lines.get(RouteOutlets.VERDICTS));
      summary.put("evidence", lines.get(RouteOutlets.EVIDENCE));
      SortedMap<String, Long> rejects = rejects(folder.file("rejects.ndjson"));
      rejects.forEach(summary.putObject("rejects")::put);
      ArrayNode notes = summary.putArray("notes");
      rejects.forEach((reason, n) -> notes.add("%d lines were rejected: %s".formatted(n, reason)));
      Json.write(folder.file("summary.json"), summary);
      return summary;
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw DiskRoom.full(folder.root(), 0, e);
      }
      throw e;
    }
  }

  private static SortedMap<String, Long> rejects(Path file) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode reject = Json.mapper().readTree(line);
        counts.merge(reject.path("reason").asText(), 1L, Long::sum);
      }
    }
    return counts;
  }

  @Override
  public String committed(ObjectNode summary) throws IOException {
    long decided = summary.path("decided").asLong();
    return decided == 0
        ? "cut off before an account was committed: what was read since is not in it"
        : "cut off: committed are decisions up to ts %s, accounts to their last full hour; what came after is not"
            .formatted(NewestTime.of(folder.file("decisions.ndjson")).toPlainString());
  }
}
