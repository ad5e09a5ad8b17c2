package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * What is left of a run that was cut off: what its checkpoints have committed, and nothing else.
 */
public final class UnfinishedRun {
  private UnfinishedRun() {}

  /**
   * Writes the results of a run that failed.
   *
   * @param results what makes them
   * @param begunNanos when it began
   * @return the summary; empty where the results could not be written, which the failure then tells
   */
  public static Optional<ObjectNode> write(
      ResultFiles results, long begunNanos, CommandFailure failure) {
    try {
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      return Optional.of(write(results, seconds, failure.getMessage()));
    } catch (IOException | CommandFailure e) {
      // Whatever keeps the results from being written now, it is not what ended the run.
      if (e != failure) {
        failure.addSuppressed(e);
      }
      return Optional.empty();
    }
  }

  /**
   * Writes the results as of a finished run; the summary says in {@code unfinished} why it was cut
   * off, and in its first note how far the results go.
   *
   * @param seconds how long the run lasted
   * @param cause why it was cut off
   */
  private static ObjectNode write(ResultFiles results, double seconds, String cause)
      throws IOException {
    OutputFolder folder = results.folder();
    ObjectNode summary = results.write(seconds);
    summary.put("unfinished", cause);
    summary.withArray("notes").insert(0, results.committed(summary));
    Json.write(folder.file("summary.json"), summary);
    return summary;
  }
}
