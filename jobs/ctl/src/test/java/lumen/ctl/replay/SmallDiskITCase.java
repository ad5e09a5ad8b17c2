package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lumen.ctl.session.ForkedLumenctl;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replay whose results outgrow their disk. */
@Timeout(120)
class SmallDiskITCase {
  /** A disk in memory that the process alone sees, and that ends with it. */
  private static final List<String> UNSHARED = List.of("unshare", "-rm");

  private static final String MOUNT = "mount -t tmpfs -o size=%dk none \"$0\" && exec \"$@\"";
  private static final int KIB = 400;

  @TempDir private Path temp;
  private Path recording;
  private Path out;

  @BeforeEach
  void record() throws IOException {
    recording = temp.resolve("rig.ndjson");
    try (OutputStream file = Files.newOutputStream(recording)) {
      new Rig(new RigSettings(1, 2, 4)).play(file);
    }
    out = Files.createDirectory(temp.resolve("out"));
  }

  private static boolean runs(List<String> command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a command tells that writes to a disk of its own, mounted at {@link #out}. */
  private String failed(String... command) throws Exception {
    List<String> mounted =
        Stream.of(UNSHARED, List.of("sh", "-c", MOUNT.formatted(KIB), "" + out))
            .flatMap(List::stream)
            .toList();
    List<String> probe = Stream.concat(mounted.stream(), Stream.of("true")).toList();
    assumeTrue(runs(probe), "no file system can be mounted here without rights");
    try (ForkedLumenctl lumenctl =
        ForkedLumenctl.start(mounted, List.of(), List.of(command), temp.resolve("err"))) {
      assertThat(lumenctl.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(lumenctl.err()).hasLineCount(1);
      return lumenctl.err();
    }
  }

  @Test
  void fullDiskNamesItsPathAndHowMuchIsMissing() throws Exception {
    assertThat(failed("replay", "" + recording, "--out", "" + out, "--local", "--speed", "12"))
        .startsWith(
            "lumenctl: the job failed: No space left on device; a disk is full: " + out + " has ")
        .containsPattern(
            " left, and needs about [0-9.]+ [KM]iB more: [0-9,]+ of about [0-9,]+ lines of input"
                + " came to [0-9.]+ KiB, and results are kept as parts and as files");
  }

  @Test
  void whoWritesWithoutAJobNamesItsFile() throws Exception {
    Path file = out.resolve("rig.ndjson");
    assertThat(failed("simulate", "--out", "" + file))
        .startsWith(
            "lumenctl: disk must have room: " + file + " needs more than there is, and has ");
  }
}
