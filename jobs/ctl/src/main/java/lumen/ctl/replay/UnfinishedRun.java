package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * What is left of a run that was cut off: what its checkpoints have committed, and nothing else.
 */
public final class UnfinishedRun {
  private static final String TIME = "{\"ts\":";

  private UnfinishedRun() {}

  /**
   * Writes the results of a run that failed.
   *
   * @param results what makes them
   * @param begunNanos when it began
   * @return the summary; empty where the results could not be written, which the failure then tells
   */
  public static Optional<ObjectNode> write(
      RunResults results, long begunNanos, CommandFailure failure) {
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
  private static ObjectNode write(RunResults results, double seconds, String cause)
      throws IOException {
    OutputFolder folder = results.folder();
    ObjectNode summary = results.write(seconds);
    summary.put("unfinished", cause);
    summary.withArray("notes").insert(0, committed(folder, summary.path("frames").asLong()));
    Json.write(folder.file("summary.json"), summary);
    return summary;
  }

  private static String committed(OutputFolder folder, long frames) throws IOException {
    if (frames == 0) {
      return "cut off before a frame was committed: nothing that was read is in the outputs";
    }
    return "cut off: committed are %d frames, the newest of ts %s, and what belongs to them; what came after is not"
        .formatted(frames, newest(folder).toPlainString());
  }

  private static BigDecimal newest(OutputFolder folder) throws IOException {
    BigDecimal newest = BigDecimal.ZERO;
    try (BufferedReader lines = Files.newBufferedReader(folder.file("frames.ndjson"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf(',');
        if (line.startsWith(TIME) && end > 0) {
          newest = newest.max(new BigDecimal(line.substring(TIME.length(), end)));
        }
      }
    }
    return newest;
  }
}
