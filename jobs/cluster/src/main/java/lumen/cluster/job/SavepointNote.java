package lumen.cluster.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.Json;

/**
 * Whose a savepoint is, as {@code job.json} in its folder: Flink names it by an id that a job has
 * once only, and the job that goes on from it has another.
 *
 * @param name the job's name, which the next one has, too
 * @param id its id
 */
public record SavepointNote(String name, String id) {
  private static final String FILE = "job.json";

  /**
   * Writes it.
   *
   * @param savepoint as Flink names it, of this machine
   */
  public static void write(String savepoint, JobStatus job) throws IOException {
    Path folder = Path.of(URI.create(savepoint));
    Json.write(folder.resolve(FILE), new SavepointNote(job.name(), job.id()));
  }

  /** The note of a savepoint's folder; empty where none can be read. */
  public static Optional<SavepointNote> of(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(file, SavepointNote.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
