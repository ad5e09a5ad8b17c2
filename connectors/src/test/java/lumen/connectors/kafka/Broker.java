package lumen.connectors.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A real broker (KRaft, one node) on loopback, which can be stopped and started again. */
final class Broker implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final long READY_MILLIS = 15_000;

  private final Properties properties = new Properties();
  private final int port;
  private KafkaRaftServer server;

  Broker(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /**
   * A broker.
   *
   * @param more settings beside or instead of the usual ones; listeners are beside
   */
  Broker(Path folder, Map<String, String> more) throws IOException {
    port = freePort();
    int controller = freePort();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
            Map.entry("log.dirs", folder.resolve("log").toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "1"),
            Map.entry("log.cleaner.enable", "false")));
    String listeners = properties.getProperty("listeners");
    properties.putAll(more);
    if (more.containsKey("listeners")) {
      properties.put("listeners", listeners + "," + more.get("listeners"));
    }
    format(folder);
    boot();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void format(Path folder) throws IOException {
    Path file = folder.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {"format", "-t", new Uuid(7, 7).toString(), "-c", file.toString()},
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IOException("formatting failed: " + said.toString(StandardCharsets.UTF_8));
    }
  }

  /**
   * Starts it again after {@link #stop}, and waits until it gives producer ids again. One that does
   * not within {@value #READY_MILLIS} ms is stopped and started once more: a client's own patience
   * is longer than that of a test.
   */
  void start() {
    boot();
    for (int attempt = 1; !givesProducerIds(); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException(
            "broker must give producer ids, none in " + ATTEMPTS + " starts");
      }
      stop();
      boot();
    }
  }

  private void boot() {
    server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
  }

  private boolean givesProducerIds() {
    Map<String, Object> settings =
        Map.of("transactional.id", "broker-is-ready", "max.block.ms", READY_MILLIS);
    try (var producer = producer(settings)) {
      producer.initTransactions();
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  void create(String topic, int partitions, Map<String, String> settings)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
      admin.createTopics(List.of(wanted)).all().get();
    }
  }

  void grow(String topic, int partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap()));
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Properties all = new Properties();
    all.put("bootstrap.servers", bootstrap());
    all.put("max.request.size", 8 << 20);
    all.putAll(settings);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes values to one partition and waits until they are there; null is a tombstone. */
  void send(String topic, int partition, List<byte[]> values)
      throws ExecutionException, InterruptedException {
    try (var producer = producer(Map.of("linger.ms", 5))) {
      var last = producer.send(new ProducerRecord<>(topic, partition, null, values.get(0)));
      for (byte[] value : values.subList(1, values.size())) {
        last = producer.send(new ProducerRecord<>(topic, partition, null, value));
      }
      last.get();
    }
  }

  /** All records of a topic up to its present end, as a reader of this isolation sees them. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap(), "isolation.level", isolation);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  List<String> lines(String topic, String isolation) {
    return read(topic, isolation).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    stop();
  }
}
