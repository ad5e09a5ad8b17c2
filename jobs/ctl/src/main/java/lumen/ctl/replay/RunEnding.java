package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import lumen.ctl.governance.ServiceTable;
import lumen.ctl.overlay.RouteTable;
import lumen.jobs.JobKind;
import lumen.report.RunFigures;
import lumen.report.RunTable;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Wrapped;

/**
 * How a run ends for whoever started it.
 *
 * @param folder holds its results
 * @param json whether its summary is printed as JSON
 * @param terminal where it is told
 */
public record RunEnding(OutputFolder folder, boolean json, PrintWriter terminal) {

  /**
   * Tells figures and notes.
   *
   * @param summary as it was written
   * @return {@link ExitCode#OK}, or {@link ExitCode#FAILED} if nothing of what came was used
   */
  public int tell(ObjectNode summary) throws IOException {
    if (json) {
      terminal.println(Json.text(summary));
    } else if (folder.kind() == JobKind.OVERLAY) {
      RouteTable.print(summary, folder.root(), terminal);
    } else if (folder.kind() == JobKind.GOVERNANCE) {
      ServiceTable.print(summary, folder.root(), terminal);
    } else if (summary.path("frames").asLong() == 0 && summary.has("unfinished")) {
      summary.path("notes").forEach(note -> Wrapped.print("note: ", note.asText(), terminal));
    } else {
      RunTable.print(RunFigures.read(folder.root(), Optional.empty()), Optional.empty(), terminal);
    }
    terminal.flush();
    return exitCode(summary);
  }

  /** Whether a run came to nothing, as an exit code. */
  public static int exitCode(ObjectNode summary) {
    long used = summary.path("decided").asLong() + summary.path("success").asLong();
    for (var stream : summary.path("streams")) {
      used += stream.path("used").asLong();
    }
    return used > 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
