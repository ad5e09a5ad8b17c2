package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import lumen.connectors.osc.OscOut;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.fixtures.LineBroker;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of a live job of an earlier version, with every stream and outlet there is, beside a
 * broker and a database that know nothing of the old job: each of its operators is claimed, and the
 * job goes on as if never stopped.
 */
@Tag("clock")
class GoldenLiveSavepointTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final String WRITE = "lumen.savepoint.write";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SEED = 3;
  private static final String STAGE = "stage";

  /** Event time at which the clock was stopped, seconds after the recording's begin. */
  private static final int STOPPED_S = 66;

  /** Event time of the end. */
  private static final int END_S = 145;

  private static final int OSC_HZ = 10;

  @TempDir static Path work;

  private static LineBroker broker;
  private static Database database;
  private static KeptLiveJob job;
  private static OscOut osc;

  @BeforeAll
  static void surround() throws Exception {
    database = Database.start(work.resolve("database"));
    broker = new LineBroker(work.resolve("broker"));
    broker.create(KeptLiveJob.topics());
    int port = freePort();
    job =
        new KeptLiveJob(
            Files.createDirectory(work.resolve("job")),
            new KeptLiveJob.Surroundings(broker.bootstrap(), database.url(), port, freePort()));
    osc = new OscOut("127.0.0.1", port);
  }

  @AfterAll
  static void clear() throws IOException {
    if (osc != null) {
      osc.close();
    }
    if (broker != null) {
      broker.close();
    }
    if (database != null) {
      database.close();
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void everyOperatorOfTheSavepointIsOneOfTheJob() throws Exception {
    Set<String> kept = new TreeSet<>();
    Path metadata = Path.of(URI.create(job.unpack())).resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      for (OperatorState state :
          Checkpoints.loadCheckpointMetadata(
                  in, GoldenLiveSavepointTest.class.getClassLoader(), metadata.toString())
              .getOperatorStates()) {
        kept.add(state.getOperatorID().toString());
      }
    }
    Set<String> built = new TreeSet<>();
    StreamExecutionEnvironment env = job.built(EmbeddedCluster.environment(work));
    for (JobVertex vertex : env.getStreamGraph(false).getJobGraph().getVertices()) {
      vertex
          .getOperatorIDs()
          .forEach(
              id ->
                  built.add(
                      id.getUserDefinedOperatorID()
                          .orElse(id.getGeneratedOperatorID())
                          .toString()));
    }
    assertThat(built).as("more than then is right, all without state").containsAll(kept);
  }

  @Test
  @DisabledIfSystemProperty(named = WRITE, matches = "true")
  void isContinuedAsIfNeverStopped() throws Exception {
    Properties stopped = KeptLiveJob.stopped();
    List<String> events = events();
    List<String> orders = new ArrayList<>(orders());
    String more = GoldenSavepointTest.command("more-rules", "b", 100, RULES).strip();
    orders.add(more);
    broker.send(KeptLiveJob.EVENTS_TOPIC, events);
    broker.send(KeptLiveJob.ORDERS_TOPIC, orders);
    StageClock.set(SeededRecording.at(STOPPED_S));
    JobID resumed = CLUSTER.submit(job.built(EmbeddedCluster.environment(work, job.unpack())));
    awaitListening(resumed);
    int sent = play(STOPPED_S, END_S);
    awaitFrames(resumed, SeededRecording.SECONDS - 5);
    String after = CLUSTER.stop(resumed, work.resolve("after"));
    assertThat(after).isNotEmpty();
    JobOutput output = JobOutput.read(job.out());

    List<String> whole = whole(events, orders);
    for (String tenant : List.of("a", "b")) {
      List<String> all = ofTenant(whole, tenant);
      List<String> rest = output.framesOf(tenant);
      int before = number(stopped, "frames." + tenant);
      assertThat(rest).as(tenant).hasSizeGreaterThan(200);
      assertThat(rest).as(tenant).isEqualTo(all.subList(before, before + rest.size()));
    }
    List<JsonNode> stage = output.framesOf(STAGE).stream().map(JobOutput::parse).toList();
    assertThat(stage.get(0).path("grid").longValue())
        .isEqualTo(Long.parseLong(stopped.getProperty("grid.stage")) + 1);
    assertThat(stage.get(0).path("streams_fresh").intValue()).isEqualTo(2);

    assertThat(received(output, KeptLiveJob.OSC))
        .isEqualTo(number(stopped, "received." + KeptLiveJob.OSC) + sent);
    assertThat(received(output, KeptLiveJob.EVENTS)).isEqualTo(events.size());
    assertThat(output.evidence().toString()).contains("waiting-rules", "more-rules");

    for (Map.Entry<String, String> topic : KeptLiveJob.TOPICS.entrySet()) {
      assertThat(broker.committed(topic.getValue()))
          .as(topic.getKey())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(lines(topic.getKey()));
    }
    assertThat(database.number("SELECT count(*) FROM " + KeptLiveJob.TABLE))
        .isEqualTo(output.frames().size());
    assertThat(output.channels()).isNotEmpty();
    assertThat(lines("log").toString())
        .as("a capture that was not asked for again")
        .contains("\"lumen\":\"log\"", "\"/left\"");
  }

  private static final String RULES =
      "\"type\":\"rules\",\"risk_map\":\"[]\\n\",\"quote_rules\":\"[]\\n\"}";

  /** Makes the files anew; see the README beside them. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = "true")
  void make() throws Exception {
    List<String> events = events();
    List<SeededRecording.Line> recorded = SeededRecording.of(SEED).lines();
    int before =
        (int)
            recorded.stream()
                .filter(line -> line.arrival() < SeededRecording.at(STOPPED_S - 2))
                .count();
    broker.send(KeptLiveJob.EVENTS_TOPIC, events.subList(0, before));
    broker.send(KeptLiveJob.ORDERS_TOPIC, orders());
    StageClock.set(SeededRecording.at(0));
    JobID made = CLUSTER.submit(job.built(EmbeddedCluster.environment(work), "--capture"));
    awaitListening(made);
    int sent = play(0, STOPPED_S);
    awaitFrames(made, STOPPED_S - 20);
    awaitQuiet();
    ScheduledExecutorService speaker = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger spoken = new AtomicInteger();
    String savepoint;
    try {
      var unused =
          speaker.scheduleAtFixedRate(
              () -> {
                osc.send("/word", List.of("spoken " + spoken.incrementAndGet()));
              },
              0,
              2,
              TimeUnit.MILLISECONDS);
      await().until(() -> spoken.get() > 100);
      savepoint = CLUSTER.stop(made, work.resolve("made"));
    } finally {
      speaker.shutdownNow();
    }
    JobOutput output = JobOutput.read(job.out());
    List<JsonNode> stage = output.framesOf(STAGE).stream().map(JobOutput::parse).toList();
    String noted =
        "events=%d%nframes.a=%d%nframes.b=%d%ngrid.stage=%d%nreceived.rig=%d%n"
            .formatted(
                before,
                output.framesOf("a").size(),
                output.framesOf("b").size(),
                stage.get(stage.size() - 1).path("grid").longValue(),
                received(output, KeptLiveJob.OSC));
    assertThat(received(output, KeptLiveJob.EVENTS)).isEqualTo(before);
    assertThat(received(output, KeptLiveJob.OSC)).isGreaterThan(sent);
    job.keep(Path.of(URI.create(savepoint)), noted);
  }

  private static int number(Properties stopped, String key) {
    return Integer.parseInt(stopped.getProperty(key));
  }

  /** The recording, and a last event of each source that lets event time go on to its end. */
  private static List<String> events() throws IOException {
    Path recording = SeededRecording.of(SEED).write(work.resolve("recording.ndjson"));
    List<String> events = new ArrayList<>(Files.readAllLines(recording));
    for (String source : List.of("left", "right", "belt", "taps", "ure")) {
      events.add(
          "{\"ts\":%d,\"source\":\"%s\",\"key\":\"end\",\"value\":0,\"meta\":{\"tenant\":\"end\"}}"
              .formatted(SeededRecording.T0_S + END_S, source));
    }
    return events;
  }

  private static List<String> orders() {
    return GoldenSavepointTest.commands().lines().toList();
  }

  private static void awaitListening(JobID running) {
    await()
        .atMost(PATIENCE)
        .until(() -> alive(running) && Files.exists(job.out().resolve(LivePlan.ANNOUNCEMENT)));
  }

  /** A job that has failed is not waited for. */
  private static boolean alive(JobID running) throws Exception {
    if (CLUSTER.status(running) == JobStatus.FAILED) {
      CLUSTER.await(running);
    }
    return true;
  }

  /** Waits until every tenant has a frame of a time, seconds after the recording's begin. */
  private static void awaitFrames(JobID running, int seconds) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(alive(running)).isTrue();
              JobOutput output = JobOutput.read(job.out());
              for (String tenant : List.of("a", "b", STAGE)) {
                assertThat(reached(output.framesOf(tenant)))
                    .as(tenant + " of " + output.accounts())
                    .isGreaterThanOrEqualTo(seconds);
              }
            });
  }

  private static double reached(List<String> frames) {
    return frames.isEmpty()
        ? 0
        : JobOutput.parse(frames.get(frames.size() - 1)).path("ts").doubleValue()
            - SeededRecording.T0_S;
  }

  /** Waits until nothing more is written, in files or transactions. */
  private static void awaitQuiet() {
    AtomicLong seen = new AtomicLong();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              long now = written();
              return seen.getAndSet(now) == now;
            });
  }

  private static long written() throws IOException {
    long sum = 0;
    for (String folder : KeptLiveJob.TOPICS.keySet()) {
      sum += lines(folder).size();
    }
    return sum + lines("accounts").size();
  }

  /** Lets two sensors play, and the clock go on with them; returns the number of messages. */
  private static int play(int fromS, int toS) throws Exception {
    ScheduledExecutorService player = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger step = new AtomicInteger(fromS * OSC_HZ);
    try {
      var playing =
          player.scheduleAtFixedRate(
              () -> {
                int i = step.get();
                if (i < toS * OSC_HZ) {
                  StageClock.set(SeededRecording.at((double) i / OSC_HZ));
                  double turn = 2 * Math.PI * 0.83 * i / OSC_HZ;
                  osc.send("/left", List.of((float) Math.sin(turn)));
                  osc.send("/right", List.of((float) Math.sin(turn - 0.4)));
                  step.incrementAndGet();
                }
              },
              0,
              2,
              TimeUnit.MILLISECONDS);
      await().atMost(PATIENCE).until(() -> step.get() >= toS * OSC_HZ);
      assertThat(playing.isDone()).isFalse();
    } finally {
      player.shutdownNow();
    }
    return 2 * (toS - fromS) * OSC_HZ;
  }

  /** Frames of a job that plays all at once. */
  private static List<String> whole(List<String> events, List<String> orders) throws Exception {
    Path played = Files.write(work.resolve("events.ndjson"), events);
    Path told = Files.write(work.resolve("orders.ndjson"), orders);
    ReplaySource source =
        new ReplaySource(
            List.of(new RecordedParts(KeptLiveJob.EVENTS, List.of(played.toString()))),
            ReplayPlan.options(job.settings(), 0, false),
            CommandFile.of(told));
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    LumenJob.build(
        env,
        new JobSettings(job.settings(), 2, false, false),
        new Ports(
            List.of(Inlet.of(RecutSource.of(source, OptionalLong.empty()), FusionOperator.REPLAY)),
            CollectingSink.under("live-whole"),
            false,
            Outlets.NONE));
    CLUSTER.await(CLUSTER.submit(env));
    return CollectingSink.lines("live-whole frames");
  }

  private static List<String> ofTenant(List<String> lines, String tenant) {
    return lines.stream().filter(line -> line.contains("\"tenant\":\"" + tenant + "\"")).toList();
  }

  private static long received(JobOutput output, String stream) {
    return output.accounts().stream()
        .filter(account -> account.path("stream").asText().equals(stream))
        .mapToLong(account -> account.path("received").longValue())
        .sum();
  }

  /** The committed lines of one of the job's folders. */
  private static List<String> lines(String of) throws IOException {
    List<String> lines = new ArrayList<>();
    Path below = job.out().resolve(of);
    if (!Files.isDirectory(below)) {
      return lines;
    }
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file :
          files
              .filter(f -> String.valueOf(f.getFileName()).startsWith("part-"))
              .sorted()
              .toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
