package lumen.ctl.overlay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import lumen.jobs.JobKind;
import lumen.terminal.Json;

/** The summary of a run of the overlay job. */
public final class RouteSummary {
  private static final double MILLIS = 1e3;

  private RouteSummary() {}

  /**
   * What a run came to.
   *
   * @param folder holds decisions.ndjson and accounts.ndjson
   * @param seconds how long the job ran
   */
  public static ObjectNode of(Path folder, double seconds) throws IOException {
    double rounded = Math.rint(seconds * MILLIS) / MILLIS;
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.put("kind", JobKind.OVERLAY.word());
    RouteTotals totals = RouteTotals.read(folder.resolve("accounts.ndjson"));
    DecisionTotals decisions = DecisionTotals.read(folder.resolve("decisions.ndjson"));
    totals.put(summary);
    decisions.put(summary);
    summary.put("seconds", rounded);
    long requests = totals.all().getOrDefault("requests", 0L);
    summary.put("requests_per_second", rounded > 0 ? Math.rint(requests / rounded) : 0);
    return summary;
  }
}
