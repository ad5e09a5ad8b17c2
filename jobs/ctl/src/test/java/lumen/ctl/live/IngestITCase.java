package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that owns the sockets, and a job that follows its log over a death of its own. */
@Tag("clock")
class IngestITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final int WIDTH = 30;
  private static final double SECONDS = 20;

  /** Of the log, after a second of playing. */
  private static final long HEARD_BYTES = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temp;

  @Test
  void deathOfTheTaskManagerLosesNothingThatIngestHears() throws Exception {
    LiveRig rig = LiveRig.write(temp.resolve("config"));
    Path log = temp.resolve("log");
    Path out = temp.resolve("out");
    Path folder = temp.resolve("cluster");
    System.setProperty(FOLDER, folder.toString());
    try (TestCluster test = new TestCluster(folder)) {
      test.cluster().start(new ClusterSettings(2, test.port(), false));
      long messages = ingest(rig, log, out, test);

      RunFolder followed = RunFolder.read(out);
      followed.accountsForAll(messages);
      followed.framesAreSane(LiveRig.TARGET_HZ);
      assertThat(followed.total("dropped")).isZero();
      assertThat(followed.summary().path("event_time")).isNotEmpty();
      replaysTheSame(log, followed);
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  /** Returns how many messages were sent to it. */
  private long ingest(LiveRig rig, Path log, Path out, TestCluster test) throws Exception {
    String config = rig.config().toString();
    List<String> command = List.of("ingest", "--config", config, "--log", log.toString());
    try (ForkedLumenctl ingest =
            ForkedLumenctl.start(List.of(), command, temp.resolve("ingest.err"));
        OscPlay play = new OscPlay(WIDTH, rig.port())) {
      await().atMost(PATIENCE).until(() -> ingest.err().contains("rig: listening on 127.0.0.1:"));
      await().atMost(PATIENCE).until(() -> Files.exists(log.resolve("part-00000001.ndjson")));
      CompletableFuture<CommandRun> run =
          CompletableFuture.supplyAsync(
              () ->
                  LumenctlRun.of(
                      "run",
                      "--from-log",
                      log.toString(),
                      "--config",
                      config,
                      "--out",
                      out.toString()));
      awaitCheckpoint(test);
      CompletableFuture<Long> played = CompletableFuture.supplyAsync(() -> play.play(SECONDS));
      killOnceItHears(test, log);
      assertThat(played.isDone()).as("killed while the rig plays").isFalse();
      long messages = played.join();
      ingest.interrupt();
      assertThat(ingest.exitCode()).as(ingest.err()).isEqualTo(ExitCode.OK);
      ended(log, messages);
      assertThat(run.join().exitCode()).as(run.join().err()).isEqualTo(ExitCode.OK);
      return messages;
    }
  }

  private static void awaitCheckpoint(TestCluster test) {
    RestClient rest = test.cluster().rest();
    await().atMost(PATIENCE).until(() -> rest.jobs().stream().anyMatch(JobStatus::healthy));
    String job = rest.jobs().get(0).id();
    await().atMost(PATIENCE).until(() -> rest.checkpoints(job).latest().isPresent());
  }

  private static void killOnceItHears(TestCluster test, Path log) {
    await().atMost(PATIENCE).until(() -> bytes(log) > HEARD_BYTES);
    test.cluster().killTaskManager();
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "part-*")) {
      for (Path part : parts) {
        bytes += Files.size(part);
      }
    }
    return bytes;
  }

  private static void ended(Path log, long messages) throws Exception {
    JsonNode manifest = Json.mapper().readTree(log.resolve("manifest.json").toFile());
    assertThat(manifest.path("open").asBoolean(true)).isFalse();
    assertThat(manifest.path("parts").size()).as("parts by rotation").isGreaterThan(1);
    long counted = 0;
    for (String kind : List.of("event", "late", "reject", "dropped", "filtered")) {
      counted += manifest.path("counts").path(kind).asLong();
    }
    assertThat(counted).isEqualTo(messages);
  }

  private void replaysTheSame(Path log, RunFolder followed) throws Exception {
    Path again = temp.resolve("again");
    CommandRun replay =
        LumenctlRun.of("replay", log.toString(), "--local", "--out", again.toString());
    assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(again.resolve("frames.ndjson"))
        .hasSameBinaryContentAs(followed.folder().resolve("frames.ndjson"));
    assertThat(RunFolder.read(again).summary().get("sources"))
        .isEqualTo(followed.summary().get("sources"));
    assertThat(followed.frames()).anyMatch(frame -> frame.path("coherence").isNumber());
  }
}
