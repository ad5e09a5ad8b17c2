package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job between two topics of a real broker. */
@Timeout(90)
class KafkaJobTest {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(200);

  private static Broker broker;
  private static MiniCluster cluster;

  @TempDir private Path folder;
  private String in;
  private String out;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = new Broker(folder);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.closeAsync().join();
    broker.close();
  }

  @BeforeEach
  void topics() throws Exception {
    int test = TESTS.incrementAndGet();
    in = "in-" + test;
    out = "out-" + test;
    broker.create(in, 2, Map.of("max.message.bytes", "4000000"));
    broker.create(out, 1, Map.of());
  }

  private KafkaInputOptions input(long endMillis) {
    return new KafkaInputOptions(
        "events",
        broker.bootstrap(),
        in,
        "group-" + in,
        KafkaInputOptions.Start.COMMITTED_ELSE_EARLIEST,
        Map.of("partition.discovery.interval.ms", "300", "metadata.max.age.ms", "300"),
        20,
        1 << 16,
        0,
        endMillis);
  }

  private KafkaOutputOptions output() {
    return new KafkaOutputOptions(broker.bootstrap(), out, "sample-1", "lumen-" + out, Map.of());
  }

  private KafkaJob job(Duration checkpointEvery, String savepoint) throws Exception {
    return new KafkaJob(cluster, folder)
        .start(input(EndingSource.NEVER), output(), checkpointEvery, savepoint);
  }

  /** Sends the events from..to-1 of a partition, a twentieth of a second apart. */
  private void send(int partition, int from, int to) throws Exception {
    List<byte[]> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(BlockerRun.bytes(BlockerRun.event("s" + partition, i * 0.05, i)));
    }
    broker.send(in, partition, values);
  }

  private List<String> samples(String isolation) {
    return broker.lines(out, isolation).stream().filter(l -> l.contains("micros")).toList();
  }

  private static List<String> expected(int partition, int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          "{\"tenant\":\"default\",\"source\":\"s%d\",\"micros\":%d,\"value\":%s}"
              .formatted(partition, BlockerRun.T0_MICROS + i * 50_000L, (double) i));
    }
    return lines;
  }

  private void awaitSamples(int count) {
    await().atMost(SOON).until(() -> samples("read_committed").size() >= count);
  }

  private String lastAccount(String source) {
    List<String> told =
        broker.lines(out, "read_committed").stream()
            .filter(line -> line.contains("\"account\":\"" + source + "\""))
            .toList();
    return told.isEmpty() ? "" : told.get(told.size() - 1);
  }

  private static String account(String source, int received, int used) {
    return "{\"account\":\"%s\",\"received\":%d,\"used\":%d}".formatted(source, received, used);
  }

  @Test
  void brokerThatRestartsAndTaskThatFailsLoseNothingAndDoubleNothing() throws Exception {
    KafkaJob job = job(OFTEN, null);
    send(0, 0, 500);
    awaitSamples(500);
    broker.stop();
    broker.start();
    send(0, 500, 1_000);
    send(1, 0, 1_000);
    awaitSamples(2_000);
    KafkaJob.FAIL.set(true);
    send(0, 1_000, 1_500);
    send(1, 1_000, 1_500);
    awaitSamples(3_000);
    job.stop();

    List<String> all = new ArrayList<>(expected(0, 0, 1_500));
    all.addAll(expected(1, 0, 1_500));
    assertThat(samples("read_committed")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(job.restores()).isPositive();
    assertThat(lastAccount("s0")).isEqualTo(account("s0", 1_500, 1_500));
    assertThat(lastAccount("s1")).isEqualTo(account("s1", 1_500, 1_500));
  }

  @Test
  void linesOfAnAbortedTransactionAreNotSeenByReadersOfCommittedOnes() throws Exception {
    KafkaJob job = job(null, null);
    send(0, 0, 100);
    await().atMost(SOON).until(() -> samples("read_uncommitted").size() >= 100);
    assertThat(samples("read_committed")).isEmpty();
    KafkaJob.FAIL.set(true);
    send(0, 100, 110);
    await().atMost(SOON).until(() -> samples("read_uncommitted").size() >= 210);
    assertThat(samples("read_committed")).isEmpty();
    await().atMost(SOON).until(job::hasTakenCheckpoint);
    awaitSamples(110);
    job.cancel();

    assertThat(samples("read_committed")).containsExactlyElementsOf(expected(0, 0, 110));
    assertThat(samples("read_uncommitted")).hasSizeGreaterThanOrEqualTo(210);
  }

  @Test
  void savepointGoesOnWithOffsetsAndAccountsAndTheGroupGoesOnWithoutOne() throws Exception {
    KafkaJob first = job(OFTEN, null);
    send(0, 0, 300);
    awaitSamples(300);
    String savepoint = first.stop();
    assertThat(lastAccount("s0")).isEqualTo(account("s0", 300, 300));
    send(0, 300, 500);
    KafkaJob second = job(OFTEN, savepoint);
    awaitSamples(500);
    awaitCommittedOffset(500);
    second.stop();
    assertThat(lastAccount("s0")).isEqualTo(account("s0", 500, 500));

    send(0, 500, 600);
    KafkaJob third = job(OFTEN, null);
    await().atMost(SOON).until(() -> lastAccount("s0").equals(account("s0", 100, 100)));
    third.cancel();
    assertThat(samples("read_committed").stream().filter(line -> line.contains("s0")))
        .containsExactlyElementsOf(expected(0, 0, 600));
  }

  /** The client commits between two polls; another partition's records make it poll again. */
  private void awaitCommittedOffset(long offset) {
    AtomicInteger other = new AtomicInteger();
    try (Admin admin = broker.admin()) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                int next = other.getAndIncrement();
                send(1, next, next + 1);
                var committed =
                    admin
                        .listConsumerGroupOffsets("group-" + in)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(in, 0));
                return committed != null && committed.offset() == offset;
              });
    }
  }

  @Test
  void newPartitionIsReadAndAnotherMemberOfTheGroupTakesNoneAway() throws Exception {
    KafkaJob job = job(OFTEN, null);
    send(0, 0, 100);
    awaitSamples(100);
    broker.grow(in, 3);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrap(), "group.id", "group-" + in);
    try (var other =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      other.subscribe(List.of(in));
      await()
          .atMost(SOON)
          .until(
              () -> {
                other.poll(Duration.ofMillis(50));
                return other.assignment().size() == 3;
              });
      send(2, 0, 100);
      send(0, 100, 200);
      awaitSamples(300);
    }
    job.stop();

    List<String> all = new ArrayList<>(expected(0, 0, 200));
    all.addAll(expected(2, 0, 100));
    assertThat(samples("read_committed")).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void poisonRecordsAndDoublesAreAccountedForAndTheJobEndsByItself() throws Exception {
    List<byte[]> values = new ArrayList<>();
    values.add(BlockerRun.bytes(BlockerRun.event("s0", 1.0, 1)));
    values.add(null);
    values.add(new byte[2 << 20]);
    values.add(BlockerRun.bytes("no"));
    values.add(BlockerRun.bytes(BlockerRun.event("s0", 1.0, 1)));
    broker.send(in, 0, values);
    sendAborted();
    KafkaJob job =
        new KafkaJob(cluster, folder)
            .start(input(System.currentTimeMillis() + 6_000), output(), null, null);
    await().atMost(SOON).until(() -> !job.tasks().isEmpty());
    assertThat(job.tasks()).contains("events -> make blocks -> lines -> sink: Writer");
    job.awaitEnd();

    assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(samples("read_committed")).hasSize(2);
    assertThat(broker.lines(out, "read_committed").stream().filter(l -> l.contains("reject")))
        .containsExactly(
            "{\"reject\":\"not_json\",\"offset\":1}",
            "{\"reject\":\"line_too_long\",\"offset\":2}",
            "{\"reject\":\"not_json\",\"offset\":3}");
    assertThat(lastAccount("s0")).isEqualTo(account("s0", 2, 2));
    assertThat(lastAccount("events")).isEqualTo(account("events", 3, 0));
    assertRecordForm();
  }

  @Test
  void commandsOfATopicComeBeforeEventTimeGoesOnAndThenHoldItNoMore() throws Exception {
    broker.send(in, 0, commands("a", "b"));
    broker.send(in, 1, commands("c"));
    CommandJob job = new CommandJob(cluster).start(input(EndingSource.NEVER));
    await().atMost(SOON).until(() -> CommandJob.seen().contains("end of event time"));
    assertThat(CommandJob.seen().subList(0, 3)).containsExactlyInAnyOrder("a", "b", "c");
    broker.send(in, 0, commands("d"));
    await().atMost(SOON).until(() -> CommandJob.seen().contains("d"));
    job.cancel();
    assertThat(CommandJob.seen()).hasSize(5);
  }

  private static List<byte[]> commands(String... ids) {
    return Stream.of(ids).map(id -> BlockerRun.bytes("{\"id\":\"" + id + "\"}")).toList();
  }

  private void sendAborted() {
    try (var producer = broker.producer(Map.of("transactional.id", "aborts-" + in))) {
      producer.initTransactions();
      producer.beginTransaction();
      byte[] value = BlockerRun.bytes(BlockerRun.event("s0", 2.0, 1));
      var unused = producer.send(new ProducerRecord<>(in, 1, null, value));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private void assertRecordForm() {
    var record =
        broker.read(out, "read_committed").stream()
            .filter(r -> new String(r.value(), StandardCharsets.UTF_8).contains("micros"))
            .findFirst()
            .orElseThrow();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("default");
    assertThat(
            new String(record.headers().lastHeader("lumen-schema").value(), StandardCharsets.UTF_8))
        .isEqualTo("sample-1");
  }
}
