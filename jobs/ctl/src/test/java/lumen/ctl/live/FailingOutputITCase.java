package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are not there when a job is to start, and that go away while it runs. */
class FailingOutputITCase {
  private static final String CLUSTER = "lumen.cluster.dir";
  private static final String KAFKA = "lumen.kafka.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** 10 s on a machine of its own; other tests at the same time slow every process down. */
  private static final double SOON_S = 20;

  private static final String HOPELESS =
      "failed 5 times within 2 min for the same reason, and was ended: ";

  @TempDir private static Path temp;
  private static TestCluster test;
  private static String bootstrap;
  private static TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty(KAFKA, temp.resolve("kafka").toString());
    int port = TestCluster.freePort();
    bootstrap = "127.0.0.1:" + port;
    CommandRun broker = LumenctlRun.of("kafka", "start", "--port", Integer.toString(port));
    assertThat(broker.exitCode()).as(broker.err()).isEqualTo(ExitCode.OK);
    test =
        new TestCluster(
            temp.resolve("cluster"), yaml -> yaml.replace("  interval: 5 s", "  interval: 1 s"));
    System.setProperty(CLUSTER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
    database = TestDatabase.start(temp.resolve("database"));
  }

  @AfterAll
  static void stop() throws IOException {
    LumenctlRun.of("kafka", "stop");
    System.clearProperty(KAFKA);
    System.clearProperty(CLUSTER);
    test.close();
    if (database != null) {
      database.close();
    }
  }

  private static LiveRig rig(String name, String outputs) throws IOException {
    LiveRig rig = LiveRig.write(temp.resolve(name));
    Files.writeString(
        rig.config().resolve("fusion.yaml"), "outputs:\n" + outputs, StandardOpenOption.APPEND);
    return rig;
  }

  private static String kafka(String name, boolean create) {
    return "  kafka: {bootstrap: \"%s\", frames_topic: %s.frames, create: %s}\n"
        .formatted(bootstrap, name, create);
  }

  private static List<JobStatus> running() {
    return test.cluster().rest().jobs().stream().filter(job -> !job.ended()).toList();
  }

  @Test
  void whatIsMissingIsToldTogetherByEveryCommandThatSubmits() throws Exception {
    String refused = "127.0.0.1:" + freePort();
    LiveRig rig =
        rig(
            "wrong",
            kafka("wrong", false)
                + "  postgres: {url: \"jdbc:postgresql://%s/x\", user: lumen}\n".formatted(refused)
                + "  osc: {addr: \"no-such-host.invalid:9000\"}\n");
    Path out = Files.createDirectory(temp.resolve("wrong-out"));
    Path kept = Files.writeString(out.resolve("frames.ndjson"), "kept\n");
    Path recording = Files.writeString(temp.resolve("one.ndjson"), event());
    String config = rig.config().toString();
    for (List<String> command :
        List.of(
            List.of("run"),
            List.of("run", "--local"),
            List.of("submit"),
            List.of("replay", recording.toString()))) {
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("--config", config, "--out", out.toString()));
      CommandRun run = LumenctlRun.of(all.toArray(new String[0]));
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
      List<String> lines = run.err().lines().toList();
      assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("lumenctl: "));
      assertThat(lines)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("outputs.kafka.frames_topic: the topic must exist: wrong.frames")
                      .contains(
                          "`lumenctl kafka create --bootstrap " + bootstrap + " wrong.frames`"))
          .anySatisfy(line -> assertThat(line).contains("outputs.postgres: ", refused, "refused"));
      boolean live = !command.contains("replay");
      assertThat(lines).hasSize(live ? 3 : 2);
      if (live) {
        assertThat(lines).last().asString().contains("outputs.osc.addr: the host must have an");
      }
    }
    assertThat(kept).hasContent("kept");
    assertThat(running()).isEmpty();
    CommandRun made = LumenctlRun.of("kafka", "create", "--bootstrap", bootstrap, "wrong.frames");
    assertThat(made.exitCode()).as(made.err()).isEqualTo(ExitCode.OK);
    assertThat(LumenctlRun.of("run", "--config", config, "--out", out.toString()).err())
        .doesNotContain("wrong.frames");
  }

  @Test
  void ctrlCEndsAJobThatHangsAtATopicThatIsGone() throws Exception {
    try (Run run = new Run("gone", kafka("gone", true))) {
      run.awaitFrames();
      delete("gone.frames");
      run.awaitNoFrames();
      run.end(SOON_S, lumenctl -> lumenctl.interrupt());
      run.endedWith("had to be cancelled");
    }
  }

  /** A producer waits for a minute. */
  @Test
  @Tag("drill")
  void topicThatIsGoneEndsTheRunWithItsCause() throws Exception {
    try (Run run = new Run("lost", kafka("lost", true))) {
      run.awaitFrames();
      delete("lost.frames");
      run.end(100, lumenctl -> {});
      run.endedWith(HOPELESS + "the topic must exist: lost.frames at " + bootstrap);
    }
  }

  /** A jar of one's own is submitted unchecked. */
  @Test
  void jobThatFailsAtEveryStartIsEndedWithItsCause() throws Exception {
    LiveRig rig = rig("never", kafka("never", false));
    String jar = LumenHome.locate().jobsJar().toString();
    String out = temp.resolve("never-out").toString();
    CommandRun run =
        LumenctlRun.of("submit", "--jar", jar, "--config", rig.config().toString(), "--out", out);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(HOPELESS + "the topic must exist: never.frames at " + bootstrap);
    assertThat(running()).isEmpty();
  }

  @Test
  void databaseThatNoLongerLetsItInEndsTheRunWithItsCause() throws Exception {
    database.run("CREATE ROLE writer LOGIN");
    database.run("GRANT CREATE ON SCHEMA public TO writer");
    String table = "  postgres: {url: \"%s\", user: writer}\n".formatted(database.url());
    try (Run run = new Run("table", table)) {
      run.awaitFrames();
      database.run("ALTER TABLE resonance_events OWNER TO postgres");
      run.end(45, lumenctl -> {});
      run.endedWith(HOPELESS + "ERROR: permission denied for table resonance_events");
    }
    database.run("ALTER TABLE resonance_events OWNER TO writer");
    try (Run run = new Run("timed", table, "--for", "8s")) {
      run.awaitFrames();
      database.run("ALTER TABLE resonance_events OWNER TO postgres");
      run.end(8 + SOON_S, lumenctl -> {});
      run.endedWith("permission denied for table resonance_events");
    }
  }

  private static void delete(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
  }

  private static String event() {
    return "{\"ts\":1767225600,\"source\":\"a\",\"key\":\"k\",\"value\":1}\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A live run in a process of its own, on which a rig plays until it is closed. */
  private static final class Run implements AutoCloseable {
    private final Path out;
    private final ForkedLumenctl lumenctl;
    private final OscPlay play;
    private final CompletableFuture<Long> playing;
    private int seen;

    Run(String name, String outputs, String... more) throws IOException {
      LiveRig rig = rig(name, outputs);
      out = temp.resolve(name + "-out");
      List<String> command = new ArrayList<>(List.of("run", "--config", rig.config().toString()));
      command.addAll(List.of("--out", out.toString(), "--name", name, "--parallelism", "1"));
      command.addAll(List.of(more));
      List<String> flags = List.of("-D" + CLUSTER + "=" + System.getProperty(CLUSTER));
      lumenctl = ForkedLumenctl.start(flags, command, temp.resolve(name + ".err"));
      play = new OscPlay(1, rig.port());
      playing = CompletableFuture.supplyAsync(() -> play.play(120));
    }

    /** Something that ends a command. */
    interface Wish {
      void tell(ForkedLumenctl lumenctl) throws Exception;
    }

    void awaitFrames() {
      await().atMost(PATIENCE).until(() -> parts() > 1);
    }

    private int parts() throws IOException {
      assertThat(lumenctl.hasEnded()).as(err()).isFalse();
      return new OutputFolder(out).parts("frames").size();
    }

    /** Frames are no longer committed. */
    void awaitNoFrames() {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                int before = seen;
                seen = parts();
                return seen == before;
              });
    }

    /** Waits for the end, which must come within some seconds of the wish. */
    void end(double withinS, Wish wish) throws Exception {
      long begun = System.nanoTime();
      wish.tell(lumenctl);
      await().atMost(Duration.ofMillis(Math.round(1e3 * (withinS + 60)))).until(lumenctl::hasEnded);
      double tookS = (System.nanoTime() - begun) / 1e9;
      assertThat(tookS).as(err()).isLessThan(withinS);
    }

    void endedWith(String cause) throws Exception {
      assertThat(lumenctl.exitCode()).as(err()).isEqualTo(ExitCode.FAILED);
      assertThat(err().strip().lines().toList()).last().asString().contains(cause);
      RunFolder results = RunFolder.read(out);
      assertThat(results.summary().path("unfinished").asText()).contains(cause);
      String newest =
          results.frames().stream()
              .map(frame -> frame.path("ts").decimalValue())
              .max(Comparator.naturalOrder())
              .orElseThrow()
              .toPlainString();
      assertThat(results.summary().path("notes").path(0).asText())
          .startsWith(
              "cut off: committed are "
                  + results.frames().size()
                  + " frames, the newest of ts "
                  + newest);
      await().atMost(PATIENCE).until(() -> running().isEmpty());
    }

    String err() throws IOException {
      return lumenctl.err();
    }

    @Override
    public void close() {
      lumenctl.close();
      play.close();
      playing.cancel(true);
    }
  }
}
