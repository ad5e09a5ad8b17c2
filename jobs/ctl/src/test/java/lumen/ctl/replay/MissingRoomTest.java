package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lumen.runtime.job.JobArguments;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingRoomTest {
  private static final long FREE = 10 << 10;

  @TempDir private Path temp;
  private Path out;

  @BeforeEach
  void makeFolder() throws IOException {
    out = Files.createDirectory(temp.resolve("out"));
  }

  private void part(String output, String name, String content) throws IOException {
    Files.writeString(Files.createDirectories(out.resolve(output)).resolve(name), content);
  }

  private ReplayRequest replay(int lines) throws IOException {
    String line = "{\"ts\":1767225600,\"source\":\"a\",\"key\":\"k\",\"value\":1}\n";
    Path recording = Files.writeString(temp.resolve("r.ndjson"), line.repeat(lines));
    return new ReplayRequest(List.of(recording), Optional.empty(), out, "replay", 0, 1, false);
  }

  private static String missing(JobRequest request) {
    return new MissingRoom(request, () -> 0, () -> FREE).results().missing().get();
  }

  /** A quarter came to 64 KiB: all come to 256 KiB, kept twice, of which 64 + 16 are there. */
  @Test
  void replayNeedsWhatIsLeftOfItsInputComesTo() throws IOException {
    String account = "{\"stream\":\"r\",\"source\":\"a\",\"received\":100}\n";
    part("accounts", "part-0-0", account);
    part("frames", "part-0-0", "x".repeat((64 << 10) - account.length()));
    part("frames", ".part-0-1.inprogress", "x".repeat(16 << 10));
    part(".lumen-stdin", "stdin", "what was piped in, and is no result");
    assertThat(missing(replay(400)))
        .isEqualTo(
            "and needs about 422.0 KiB more: 100 of about 400 lines of input came to 64.0 KiB, and"
                + " results are kept as parts and as files");
  }

  @Test
  void replayOfWhichNothingWasCommittedTellsNoFigure() throws IOException {
    part("frames", ".part-0-0.inprogress", "x".repeat(100));
    assertThat(missing(replay(400)))
        .isEqualTo(
            "and how much more is needed is not known: of about 400 lines of input none was"
                + " committed");
  }

  @Test
  void liveRunNeedsWhatItWrites() throws IOException {
    JobRequest live =
        new JobRequest() {
          @Override
          public String name() {
            return "live";
          }

          @Override
          public Path out() {
            return out;
          }

          @Override
          public int parallelism() {
            return 1;
          }

          @Override
          public JobArguments job() {
            return JobArguments.with().out(out).make();
          }
        };
    part("frames", "part-0-0", "x".repeat(1 << 20));
    AtomicLong nanos = new AtomicLong();
    MissingRoom room = new MissingRoom(live, nanos::get, () -> FREE);
    nanos.set(TimeUnit.MINUTES.toNanos(6));
    assertThat(room.results().missing().get())
        .isEqualTo(
            "and needs about 20.0 MiB for each hour more: in 6 min 0 s came 1.0 MiB, and results"
                + " are kept as parts and as files");
  }

  @Test
  void logTellsWhatItNeedsWhereItsDiskIsFull() throws IOException {
    MissingRoom room = MissingRoom.ofLog(out);
    IOException other = new IOException("Permission denied");
    assertThat(room.explained(other)).isSameAs(other);
    assertThatThrownBy(() -> room.explained(new IOException("No space left on device")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("No space left on device; a disk is full: %s has ", out)
        .hasMessageContaining(" for each hour more: in ")
        .hasMessageEndingWith(" came 0 B");
  }

  @Test
  void folderOfStateTellsWhatItHolds() throws IOException {
    part("checkpoints", "a", "x".repeat(2 << 10));
    assertThat(MissingRoom.state(out).missing().get())
        .startsWith("and holds 2.0 KiB: a checkpoint");
    assertThat(MissingRoom.cluster(out).missing().get())
        .startsWith("and holds 2.0 KiB of checkpoints, 0 B of savepoints: ")
        .endsWith("`lumenctl prune` shows what can go");
  }
}
