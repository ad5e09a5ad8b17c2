package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that their disk has no room for. */
class FullDiskTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path out;

  @Test
  void resultsNameTheFileAndWhatIsMissing() throws Exception {
    assumeTrue(Files.exists(FULL), "no device here that is always full");
    Path part = Files.createDirectories(out.resolve("frames")).resolve("part-0-0.ndjson");
    Files.writeString(part, "{\"ts\":1,\"tenant\":\"a\",\"grid\":5}\n".repeat(1024));
    Files.createSymbolicLink(out.resolve("frames.ndjson"), FULL);

    RunResults results = new RunResults(new OutputFolder(out), Optional.empty());
    assertThatThrownBy(() -> results.write(1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(
            "disk must have room: %s needs 31.0 KiB more than there is, and has ",
            out.resolve("frames.ndjson"));

    CommandFailure ended = CommandFailure.failed("the job failed: it was so");
    assertThat(UnfinishedRun.write(results, System.nanoTime(), ended)).isEmpty();
    assertThat(ended.getSuppressed()).hasSize(1);
  }
}
