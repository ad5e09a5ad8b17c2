package lumen.ctl.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.serve.kept.Evidence;
import lumen.serve.kept.EvidenceQuery;

/** What the folder of a run holds of an incident. */
final class RunParts {
  private static final int AT_ONCE = 10_000;
  private static final int MOST_ENTRIES = 100_000;

  private RunParts() {}

  /**
   * Brings evidence and notes of the run.
   *
   * @param from of event time, microseconds since the epoch
   * @param until before it
   */
  static void bring(IncidentFolder incident, Path run, long from, long until) {
    if (!Files.isDirectory(run)) {
      incident.missing("evidence.ndjson", "--run must be the --out folder of a job: " + run);
      return;
    }
    incident.bring("evidence.ndjson", () -> evidence(incident, run, from, until));
    for (String name : List.of("summary.json", "live.json", "run.json")) {
      if (Files.isRegularFile(run.resolve(name))) {
        incident.bring(name, () -> incident.tail(name, run.resolve(name)));
      }
    }
  }

  private static void evidence(IncidentFolder incident, Path run, long from, long until)
      throws IOException {
    Evidence evidence = new Evidence(run);
    EvidenceQuery all =
        EvidenceQuery.of(
            Optional.empty(), from, until, Optional.empty(), Optional.empty(), AT_ONCE);
    List<String> lines = new ArrayList<>();
    Optional<EvidenceQuery> next = Optional.of(all);
    while (next.isPresent() && lines.size() < MOST_ENTRIES) {
      Evidence.Found found = evidence.find(next.get());
      lines.addAll(found.lines());
      next = found.rest().isPresent() ? all.after(found.rest()) : Optional.empty();
    }
    incident.text("evidence.ndjson", String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    if (next.isPresent()) {
      incident.missing(
          "evidence.ndjson", "more than %d entries: the rest is left out".formatted(MOST_ENTRIES));
    }
  }
}
