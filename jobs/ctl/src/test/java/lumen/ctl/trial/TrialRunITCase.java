package lumen.ctl.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.savepoint.SavepointOperators;
import lumen.ctl.state.UnfinishedReplay;
import lumen.jobs.JobKind;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint of a job in the middle of a recording, restored with its ends cut. */
final class TrialRunITCase {
  @TempDir private static Path work;

  private static UnfinishedReplay replay;

  @BeforeAll
  static void leaveAReplayInTheMiddle() throws Exception {
    replay = UnfinishedReplay.run(work);
  }

  private static JobSubmission job(Path jar, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--input",
                    replay.recording().toString(),
                    "--config",
                    replay.config().toString(),
                    "--out",
                    work.resolve("trial").toString(),
                    "--follow"),
                Stream.of(more))
            .toList();
    return new JobSubmission(
        jar, JobKind.FUSION.mainClass(), arguments, 2, Optional.of(replay.savepoint()));
  }

  @Test
  void restoreComesToItsEndAndTouchesNothing() throws Exception {
    List<Path> before = everything();
    TrialResult result = TrialRun.restore(job(LumenHome.locate().jobsJar()));
    assertThat(result.failure()).isEmpty();
    assertThat(result.uids()).contains("replay-source", "tenant", "frames-sink");
    SavepointOperators operators = SavepointOperators.compared(replay.savepoint(), result.uids());
    assertThat(operators.dropped()).isEmpty();
    assertThat(operators.begun()).isEmpty();
    assertThat(work.resolve("trial")).doesNotExist();
    assertThat(everything()).isEqualTo(before);
  }

  private static List<Path> everything() throws Exception {
    try (Stream<Path> files = Files.walk(work)) {
      return files.sorted().toList();
    }
  }

  @Test
  void otherSettingsAreAFailureInTheWordsOfTheJob() {
    Path other = LumenHome.locate().root().resolve("configs");
    TrialResult result =
        TrialRun.restore(job(LumenHome.locate().jobsJar(), "--config", other.toString()));
    assertThat(result.passed()).isFalse();
    assertThat(result.failure()).contains("window");
  }

  @Test
  void jarWithoutTheJobBuildsNone() throws Exception {
    Path empty = work.resolveSibling(work.getFileName() + ".jar");
    Files.write(
        empty, new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    try {
      TrialResult result = TrialRun.restore(job(empty));
      assertThat(result.uids()).isEmpty();
      assertThat(result.failure()).startsWith("the jar builds no job: ");
    } finally {
      Files.delete(empty);
    }
  }
}
