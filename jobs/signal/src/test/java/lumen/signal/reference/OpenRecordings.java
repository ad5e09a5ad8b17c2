package lumen.signal.reference;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real recordings, which are not part of the repository: in the folder LUMEN_RECORDINGS, by default
 * ../shared/data beside it. Without them a test is skipped, on CI it fails.
 */
public final class OpenRecordings {
  private OpenRecordings() {}

  /** The events of a recording, gzipped ndjson. */
  public static Path events(String recording) {
    String folder = System.getenv("LUMEN_RECORDINGS");
    Path data =
        folder == null || folder.isEmpty()
            ? Path.of(System.getProperty("lumen.home", "../.."), "..", "shared", "data")
            : Path.of(folder);
    Path events = data.resolve(recording).resolve("events.ndjson.gz");
    String absent = "recording " + recording + " is absent, set LUMEN_RECORDINGS: " + events;
    if (!Files.exists(events) && "true".equals(System.getenv("CI"))) {
      fail(absent);
    }
    assumeTrue(Files.exists(events), absent);
    return events;
  }
}
