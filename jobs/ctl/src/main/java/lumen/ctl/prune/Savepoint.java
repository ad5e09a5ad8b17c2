package lumen.ctl.prune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.SavepointNote;
import lumen.terminal.Json;

/**
 * A savepoint and whose it is.
 *
 * @param job name of the job where it is noted, else the id in the folder's name
 * @param last whether it was taken with drain, so that no job goes on from it
 * @param begunFrom whether a job that its cluster knows was begun from it
 */
record Savepoint(Stored stored, String job, boolean last, boolean begunFrom) {
  private static final String JOBS = "jobs";
  private static final String RECORD = ".json";

  /** What lies in a folder {@code savepoint-<id>-<number>}. */
  static Savepoint of(Stored stored) throws IOException {
    Path folder = stored.path();
    String name = StoredFinder.name(folder);
    int end = name.lastIndexOf('-');
    String job =
        SavepointNote.of(folder)
            .map(note -> "name " + note.name())
            .orElse("id " + name.substring(0, end));
    return new Savepoint(stored, job, CheckpointFolder.isFinal(folder), isBegunFrom(folder));
  }

  /** Whether a record of the cluster whose folder of savepoints this lies in names it. */
  private static boolean isBegunFrom(Path folder) throws IOException {
    Path jobs = folder.getParent().resolveSibling(JOBS);
    if (!Files.isDirectory(jobs)) {
      return false;
    }
    for (Path file : StoredFinder.filesIn(jobs)) {
      if (StoredFinder.name(file).endsWith(RECORD) && names(file, folder)) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(Path file, Path folder) throws IOException {
    try {
      JsonNode from = Json.mapper().readTree(Files.readAllBytes(file)).path("from");
      if (from.asText().isEmpty()) {
        return false;
      }
      Path named =
          from.asText().startsWith("file:")
              ? Path.of(URI.create(from.asText()))
              : Path.of(from.asText());
      return Files.isDirectory(named) && Files.isSameFile(named, folder);
    } catch (JacksonException | InvalidPathException e) {
      return false;
    } catch (IllegalArgumentException e) {
      // A name that is no URI of this machine names none of its folders.
      return false;
    }
  }
}
