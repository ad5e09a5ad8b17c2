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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are not there when a job is to start, and that go away while it runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailingOutputITCase {
  private static final String CLUSTER = "lumen.cluster.dir";
  private static final String KAFKA = "lumen.kafka.dir";
  private static final Duration PRODUCERS_PATIENCE = Duration.ofSeconds(60);

  /** For the job that hangs, and for two beside it. */
  private static final int SLOTS = 3;

  /** 10 s on a machine of its own; other tests at the same time slow every process down. */
  private static final double SOON_S = 20;

  /** Of the run that has one: its first frames come before, five failures in a row after it. */
  private static final int TIME_S = 10;

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
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(CLUSTER, temp.resolve("cluster").toString());
    CompletableFuture<Void> cluster =
        CompletableFuture.runAsync(
            () -> test.cluster().start(new ClusterSettings(SLOTS, test.port(), false)));
    CommandRun broker = LumenctlRun.of("kafka", "start", "--port", Integer.toString(port));
    database = TestDatabase.start(temp.resolve("database"));
    cluster.join();
    assertThat(broker.exitCode()).as(broker.err()).isEqualTo(ExitCode.OK);
  }

  /** A task that hangs in its producer lets go when that has waited for a minute. */
  @AfterAll
  static void noJobIsLeftAndStop() throws IOException {
    try {
      await().atMost(PRODUCERS_PATIENCE).until(() -> running().isEmpty());
    } finally {
      LumenctlRun.of("kafka", "stop");
      System.clearProperty(KAFKA);
      System.clearProperty(CLUSTER);
      test.close();
      if (database != null) {
        database.close();
      }
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

  private static Set<String> jobs() {
    return test.cluster().rest().jobs().stream().map(JobStatus::id).collect(Collectors.toSet());
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
    Set<String> before = jobs();
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
    assertThat(jobs()).as("none was submitted").isEqualTo(before);
    CommandRun made = LumenctlRun.of("kafka", "create", "--bootstrap", bootstrap, "wrong.frames");
    assertThat(made.exitCode()).as(made.err()).isEqualTo(ExitCode.OK);
    assertThat(LumenctlRun.of("run", "--config", config, "--out", out.toString()).err())
        .doesNotContain("wrong.frames");
  }

  /** First, since its task hangs on for a minute, in which the others run. */
  @Test
  @Order(1)
  void ctrlCEndsAJobThatHangsAtATopicThatIsGone() throws Exception {
    try (FailingRun run = new FailingRun(test.cluster(), rig("gone", kafka("gone", true)))) {
      run.awaitFrames();
      delete("gone.frames");
      run.awaitNoFrames();
      long wish = System.nanoTime();
      run.interrupt();
      run.awaitEnd(wish, SOON_S);
      run.endedWith("had to be cancelled");
      assertThat(run.job().ended() || run.job().state().equals("CANCELLING")).isTrue();
    }
  }

  /** A producer waits for a minute. */
  @Test
  @Tag("drill")
  void topicThatIsGoneEndsTheRunWithItsCause() throws Exception {
    try (FailingRun run = new FailingRun(test.cluster(), rig("lost", kafka("lost", true)))) {
      run.awaitFrames();
      long gone = System.nanoTime();
      delete("lost.frames");
      run.awaitEnd(gone, 100);
      run.endedWith(HOPELESS + "the topic must exist: lost.frames at " + bootstrap);
      run.awaitNoJob();
    }
  }

  /** A jar of one's own is submitted unchecked. */
  @Test
  void jobThatFailsAtEveryStartIsEndedWithItsCause() throws Exception {
    LiveRig rig = rig("never", kafka("never", false));
    String jar = LumenHome.locate().jobsJar().toString();
    String out = temp.resolve("never-out").toString();
    Set<String> before = jobs();
    String config = rig.config().toString();
    CommandRun run =
        LumenctlRun.of(
            "submit", "--jar", jar, "--config", config, "--out", out, "--parallelism", "1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(HOPELESS + "the topic must exist: never.frames at " + bootstrap);
    assertThat(running()).allMatch(job -> before.contains(job.id()));
  }

  @Test
  void databaseThatNoLongerLetsItInEndsTheRunWithItsCause() throws Exception {
    database.run("CREATE ROLE writer LOGIN");
    database.run("GRANT CREATE ON SCHEMA public TO writer");
    String table = "  postgres: {url: \"%s\", user: writer%s}\n";
    String own = table.formatted(database.url(), "");
    String other = table.formatted(database.url(), ", table: timed_events");
    try (FailingRun run = new FailingRun(test.cluster(), rig("table", own))) {
      run.awaitFrames();
      long closed = System.nanoTime();
      database.run("ALTER TABLE resonance_events OWNER TO postgres");
      try (FailingRun timed =
          new FailingRun(test.cluster(), rig("timed", other), "--for", TIME_S + "s")) {
        timed.awaitFrames();
        long timedClosed = System.nanoTime();
        database.run("ALTER TABLE timed_events OWNER TO postgres");
        timed.awaitEnd(timedClosed, TIME_S + SOON_S);
        run.awaitEnd(closed, 45);
        run.endedWith(HOPELESS + "ERROR: permission denied for table resonance_events");
        timed.endedWith("permission denied for table timed_events");
        run.awaitNoJob();
        timed.awaitNoJob();
      }
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
}
