package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lumen.fixtures.LineBroker;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic of four partitions gives the same lines however many tasks read it, through the death of
 * a task manager, and where a savepoint goes on with more readers or fewer.
 */
@Timeout(180)
class TopicReadersTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 4;
  private static final int HALF_S = 66;

  /** Event time of the end. */
  private static final int END_S = 160;

  private static final AtomicInteger TOPICS = new AtomicInteger();

  @TempDir static Path work;

  private static LineBroker broker;
  private static JobOutput alone;

  private String topic;
  private Path folder;

  @BeforeAll
  static void readAlone() throws Exception {
    broker = new LineBroker(work.resolve("broker"));
    TopicReadersTest first = new TopicReadersTest();
    alone = first.readWhole(1);
    assertThat(alone.frames()).hasSizeGreaterThan(400);
    assertThat(alone.evidence()).isNotEmpty();
    assertThat(alone.control()).isNotEmpty();
    assertThat(alone.late()).isNotEmpty();
    assertThat(alone.rejects()).isNotEmpty();
  }

  @AfterAll
  static void clear() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void severalReadersGiveTheSameLines() throws Exception {
    same(readWhole(2));
    same(readWhole(4));
  }

  @Test
  void severalReadersGiveTheSameLinesThroughTheDeathOfATaskManager() throws Exception {
    begin();
    send(0, HALF_S);
    JobID job = start(3, null);
    awaitReceived(lines(0, HALF_S));
    assertThat(CLUSTER.hasTakenCheckpoint(job)).isTrue();
    CLUSTER.replaceTaskManager();
    send(HALF_S, END_S);
    awaitAll();
    assertThat(CLUSTER.restores(job)).isPositive();
    CLUSTER.stop(job, folder);
    same(output());
  }

  @Test
  void savepointGoesOnWithMoreReadersAndWithFewer() throws Exception {
    begin();
    send(0, HALF_S);
    JobID one = start(1, null);
    awaitReceived(lines(0, HALF_S));
    String first = CLUSTER.stop(one, folder.resolve("savepoints"));
    JobID four = start(4, first);
    send(HALF_S, HALF_S + 20);
    awaitReceived(lines(0, HALF_S + 20));
    String second = CLUSTER.stop(four, folder.resolve("savepoints"));
    JobID two = start(2, second);
    send(HALF_S + 20, HALF_S + 40);
    awaitReceived(lines(0, HALF_S + 40));
    String third = CLUSTER.stop(two, folder.resolve("savepoints"));
    JobID last = start(1, third);
    send(HALF_S + 40, END_S);
    awaitAll();
    CLUSTER.stop(last, folder.resolve("savepoints"));
    same(output());
  }

  private static void same(JobOutput output) {
    assertThat(output.frames()).isEqualTo(alone.frames());
    assertThat(output.channels()).isEqualTo(alone.channels());
    assertThat(output.control()).isEqualTo(alone.control());
    assertThat(output.evidence()).isEqualTo(alone.evidence());
    assertThat(withoutTopic(output.facts())).isEqualTo(withoutTopic(alone.facts()));
    assertThat(withoutTopic(output.rejects())).isEqualTo(withoutTopic(alone.rejects()));
    assertThat(withoutTopic(output.late())).isEqualTo(withoutTopic(alone.late()));
    assertThat(withoutTopic(output.accounts().stream().map(Object::toString).toList()))
        .isEqualTo(withoutTopic(alone.accounts().stream().map(Object::toString).toList()));
    assertThat(output.duplicates()).isEqualTo(alone.duplicates());
  }

  /** Each run has a topic of its own, whose name stands in positions. */
  private static List<String> withoutTopic(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("events-\\d+-(\\d)", "P$1"))
        .sorted()
        .toList();
  }

  private JobOutput readWhole(int readers) throws Exception {
    begin();
    send(0, END_S);
    JobID job = start(readers, null);
    awaitAll();
    CLUSTER.stop(job, folder);
    return output();
  }

  private void begin() throws Exception {
    topic = "events-" + TOPICS.incrementAndGet();
    folder = Files.createDirectories(work.resolve(topic));
    broker.create(List.of(topic), PARTITIONS);
  }

  private JobID start(int readers, String savepoint) throws Exception {
    Path config = ShortWindows.write(work.resolve("config-" + topic));
    Files.writeString(
        config.resolve("fusion.yaml"), ShortWindows.FUSION + "time: {source_idle_s: 20}\n");
    Files.writeString(
        config.resolve("sensors.yaml"),
        ShortWindows.SENSORS
            + "streams: [{name: events, type: kafka, bootstrap: \"%s\", topic: %s, readers: %d}]\n"
                .formatted(broker.bootstrap(), topic, readers));
    JobArguments arguments =
        JobArguments.parse(
            new String[] {
              "--streams",
              "--parallelism",
              Integer.toString(PARTITIONS),
              "--config",
              config.toString(),
              "--out",
              folder.toString()
            });
    LumenSettings settings = SettingsLoader.load(config);
    StreamExecutionEnvironment env =
        savepoint == null
            ? EmbeddedCluster.environment(folder)
            : EmbeddedCluster.environment(folder, savepoint);
    LumenJob.build(
        env,
        new JobSettings(settings, PARTITIONS, true, false),
        Ports.files(
            LivePlan.inlets(arguments, settings), folder.resolve("out"), false, Outlets.NONE));
    return CLUSTER.submit(env);
  }

  private JobOutput output() throws Exception {
    return JobOutput.read(folder.resolve("out"));
  }

  /** The lines of a partition that were written in a span of the recording, seconds. */
  private static List<String> lines(int partition, int fromS, int toS) {
    List<String> lines = new ArrayList<>();
    List<SeededRecording.Line> all = SeededRecording.of(3).lines();
    for (int i = 0; i < all.size(); i++) {
      SeededRecording.Line line = all.get(i);
      if (partition(line, i) == partition
          && line.arrival() >= SeededRecording.at(fromS)
          && line.arrival() < SeededRecording.at(toS)) {
        lines.add(line.json());
      }
    }
    if (toS == END_S) {
      lines.addAll(last(partition));
    }
    return lines;
  }

  /** A last event of each source of the partition lets event time go on to the end. */
  private static List<String> last(int partition) {
    List<String> last = new ArrayList<>();
    for (String source : SOURCES.keySet()) {
      if (SOURCES.get(source) == partition) {
        last.add(
            "{\"ts\":%d,\"source\":\"%s\",\"key\":\"end\",\"value\":0,\"meta\":{\"tenant\":\"end\"}}"
                .formatted(SeededRecording.T0_S + END_S, source));
      }
    }
    return last;
  }

  private static final Map<String, Integer> SOURCES =
      Map.of("left", 0, "right", 1, "belt", 2, "taps", 3, "ure", 3);

  private static int partition(SeededRecording.Line line, int number) {
    return SOURCES.getOrDefault(line.source(), number % PARTITIONS);
  }

  private static int lines(int fromS, int toS) {
    int n = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      n += lines(partition, fromS, toS).size();
    }
    return n;
  }

  private void send(int fromS, int toS) throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      broker.send(topic, partition, lines(partition, fromS, toS));
    }
  }

  private void awaitReceived(int events) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(output().total("received")).isEqualTo(events));
  }

  /** Until all is read, and all that follows from it is written. */
  private void awaitAll() {
    awaitReceived(lines(0, END_S));
    AtomicReference<String> seen = new AtomicReference<>("");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(700))
        .until(
            () -> {
              String now = written();
              boolean quiet = now.equals(seen.getAndSet(now));
              return quiet && (alone == null || output().frames().size() >= alone.frames().size());
            });
  }

  private String written() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (String of : List.of("frames", "channels", "control", "evidence", "late", "accounts")) {
      sizes.add(JobOutput.lines(folder.resolve("out").resolve(of)).size());
    }
    return sizes.toString();
  }
}
