package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.fixtures.CommandRun;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay whose lumenctl is interrupted. */
class InterruptITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temp;

  @Test
  void interruptDrainsTheJobAndNothingStartsFromItsSavepoint() throws Exception {
    Path recording = temp.resolve("rig.ndjson");
    try (OutputStream out = Files.newOutputStream(recording)) {
      new Rig(new RigSettings(1, 1, 4)).play(out);
    }
    Path folder = temp.resolve("cluster");
    System.setProperty(FOLDER, folder.toString());
    try (TestCluster test = new TestCluster(folder)) {
      test.cluster().start(new ClusterSettings(2, test.port(), false));
      interrupt(recording, test.cluster().rest());

      Path savepoint = onlySavepoint(test.cluster().directory().savepoints());
      CommandRun submit =
          LumenctlRun.of("submit", recording.toString(), "--from", savepoint.toString());
      assertThat(submit.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(submit.err()).hasLineCount(1).contains("was taken with drain");
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private void interrupt(Path recording, RestClient rest) throws Exception {
    Path out = temp.resolve("out");
    List<String> flags = List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER));
    List<String> replay =
        List.of("replay", recording.toString(), "--out", out.toString(), "--speed", "1");
    try (ForkedLumenctl lumenctl = ForkedLumenctl.start(flags, replay, temp.resolve("err"))) {
      await().atMost(PATIENCE).until(() -> rest.jobs().stream().anyMatch(JobStatus::healthy));
      lumenctl.terminate();
      assertThat(lumenctl.exitCode()).as("ended by a signal").isGreaterThan(128);
      assertThat(lumenctl.err())
          .contains("lumenctl: stopped before the end of the recording; the frames until then lie");
    }
    assertThat(rest.jobs()).singleElement().extracting(JobStatus::state).isEqualTo("FINISHED");
  }

  private static Path onlySavepoint(Path savepoints) throws IOException {
    try (Stream<Path> found = Files.list(savepoints)) {
      List<Path> all = found.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
