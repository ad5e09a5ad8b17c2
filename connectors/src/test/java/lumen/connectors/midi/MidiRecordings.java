package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real recordings, which are not part of the repository: in the folder LUMEN_RECORDINGS, by default
 * {@code ../shared/data} beside it. Without them tests are skipped, but fail where CI is true.
 */
final class MidiRecordings {
  private MidiRecordings() {}

  static Path find(String name) {
    String folder = System.getenv("LUMEN_RECORDINGS");
    String home = System.getenv("LUMEN_HOME");
    Path root = Path.of(home == null ? ".." : home);
    Path file = (folder == null ? root.resolve("../shared/data") : Path.of(folder)).resolve(name);
    boolean present = Files.isReadable(file);
    String absent = "recording " + name + " is absent, set LUMEN_RECORDINGS: " + file.normalize();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(absent).isTrue();
    }
    assumeTrue(present, absent);
    return file;
  }
}
