package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and jobs that want one folder, as processes of their own and on a session cluster. */
class OneWriterITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path temp;
  private static TestCluster test;
  private static Path recording;

  @BeforeAll
  static void startCluster() throws IOException {
    recording = temp.resolve("rig.ndjson");
    try (OutputStream out = Files.newOutputStream(recording)) {
      new Rig(new RigSettings(1, 2, 4)).play(out);
    }
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterAll
  static void stopCluster() {
    System.clearProperty(FOLDER);
    test.close();
  }

  @Test
  void ofTwoCommandsAtOnceOneWritesAndEveryFrameIsThereOnce() throws Exception {
    Path out = Files.createDirectory(temp.resolve("both"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), out);
    try (ForkedLumenctl one = replay(out, "one", "--local");
        ForkedLumenctl other = replay(link, "other")) {
      int first = one.exitCode();
      int second = other.exitCode();
      assertThat(List.of(first, second))
          .as(one.err() + other.err())
          .containsExactlyInAnyOrder(ExitCode.OK, ExitCode.FAILED);
      assertThat((first == ExitCode.FAILED ? one : other).err().strip().lines())
          .singleElement()
          .asString()
          .contains("written by one command at a time", "is held by `lumenctl replay ", "(pid ");
    }
    RunFolder.read(out).framesAreSane(5);
    assertThat(Files.readAllLines(out.resolve("frames.ndjson")))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void jobOfACommandThatWasKilledKeepsTheFolderUntilItEnds() throws Exception {
    Path out = temp.resolve("killed");
    String job;
    try (ForkedLumenctl killed = replay(out, "killed", "--name", "killed", "--speed", "1")) {
      job = awaitRunning("killed");
      refused(LumenctlRun.of(words("replay", out, "--local")), "with the job " + job);
    }
    for (String command : List.of("replay", "submit")) {
      refused(
          LumenctlRun.of(words(command, out)),
          "the job " + job + " of the cluster in",
          "lumenctl cancel " + job);
    }
    assertThat(LumenctlRun.of("cancel", job).exitCode()).isEqualTo(ExitCode.OK);
    CommandRun again = LumenctlRun.of(words("replay", out, "--local"));
    assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(out.resolve("frames.ndjson")))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void jobThatWasSubmittedKeepsTheFolderAndGoesOnInIt() throws Exception {
    Path out = temp.resolve("submitted");
    assertThat(LumenctlRun.of(words("submit", out, "--name", "kept", "--speed", "1")).exitCode())
        .isEqualTo(ExitCode.OK);
    String job = awaitRunning("kept");
    refused(LumenctlRun.of(words("submit", out)), "the job " + job);
    refused(LumenctlRun.of(words("replay", out, "--local", "--overwrite")), "the job " + job);

    CommandRun stop = LumenctlRun.of("stop", job, "--json");
    String savepoint = Json.mapper().readTree(stop.out()).path("savepoint").asText();
    CommandRun on = LumenctlRun.of(words("submit", out, "--from", savepoint, "--json"));
    assertThat(on.exitCode()).as(on.err()).isEqualTo(ExitCode.OK);
    String next = Json.mapper().readTree(on.out()).path("id").asText();
    test.cluster().awaitFinished(next, detail -> {});
    assertThat(LumenctlRun.of(words("replay", out, "--local")).exitCode()).isEqualTo(ExitCode.OK);
  }

  private static String awaitRunning(String name) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                test.cluster().rest().jobs().stream()
                    .filter(job -> job.name().equals(name) && job.healthy())
                    .map(JobStatus::id)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static ForkedLumenctl replay(Path out, String name, String... more) throws IOException {
    List<String> flags = List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER));
    List<String> command = List.of(words("replay", out, more));
    return ForkedLumenctl.start(flags, command, temp.resolve(name + ".err"));
  }

  private static String[] words(String command, Path out, String... more) {
    String[] words = new String[4 + more.length];
    words[0] = command;
    words[1] = recording.toString();
    words[2] = "--out";
    words[3] = out.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return words;
  }

  private static void refused(CommandRun run, String... messages) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines()).singleElement().asString().contains(messages);
  }
}
