package lumen.fusion;

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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;

/** A real broker (KRaft, one node) on loopback, with topics of one partition. */
final class LineBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrap;

  /**
   * Starts it.
   *
   * @param folder an empty folder
   */
  LineBroker(Path folder) throws IOException {
    bootstrap = "127.0.0.1:" + freePort();
    String controller = "127.0.0.1:" + freePort();
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listeners", "PLAINTEXT://" + bootstrap + ",CONTROLLER://" + controller),
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
    format(folder, properties);
    server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path folder, Properties properties) throws IOException {
    Path file = Files.createDirectories(folder).resolve("server.properties");
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

  String bootstrap() {
    return bootstrap;
  }

  void create(List<String> topics) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(topics.stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
          .all()
          .get();
    }
  }

  /** Writes lines and waits until they are there. */
  void send(String topic, List<String> lines) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 5);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String line : lines.subList(0, lines.size() - 1)) {
        var unused = producer.send(new ProducerRecord<>(topic, line));
      }
      producer.send(new ProducerRecord<>(topic, lines.get(lines.size() - 1))).get();
    }
  }

  /** The lines of committed transactions. */
  List<String> committed(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> lines = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> lines.add(record.value()));
      }
    }
    return lines;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
