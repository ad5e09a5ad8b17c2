package lumen.connectors.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import lumen.intake.LogIntake;

/**
 * A stream to play.
 *
 * @param stream its name, unique in the job
 * @param log whether it is a log of decided events, see {@link LogIntake}
 * @param files absolute paths of its parts, in the order in which they were recorded
 */
public record RecordedParts(String stream, boolean log, List<String> files)
    implements Serializable {
  /** A recording as sensors gave it. */
  public RecordedParts(String stream, List<String> files) {
    this(stream, false, files);
  }

  /** Checks that there is something to play. */
  public RecordedParts {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a stream must have a file: stream=" + stream);
    }
    files = List.copyOf(files);
  }

  /** What one of the files holds now, decompressed, as lines. */
  public InputStream content(String file) throws IOException {
    return PartContent.open(Path.of(file), stream, 0, false, false);
  }
}
