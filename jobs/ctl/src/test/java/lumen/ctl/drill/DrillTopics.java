package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker that {@code lumenctl kafka start} started, with topics of one partition. */
public final class DrillTopics implements AutoCloseable {
  private static final String FOLDER = "lumen.kafka.dir";

  private final Path folder;
  private final int port;

  /** Starts the broker. */
  public DrillTopics(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    System.setProperty(FOLDER, folder.toString());
    start();
  }

  /** Starts it, also again, with what it holds; returns when it answers. */
  public void start() {
    CommandRun run = LumenctlRun.of("kafka", "start", "--port", Integer.toString(port));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  /** Kills it, and waits until it is dead. */
  public void kill() throws IOException {
    kill(folder);
  }

  /** Kills the broker of a folder, and waits until it is dead. */
  static void kill(Path folder) throws IOException {
    long pid =
        Json.mapper()
            .readTree(folder.resolve("state.json").toFile())
            .path("process")
            .path("pid")
            .asLong();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Where clients reach it. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Makes topics. */
  void create(String... topics) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin
          .createTopics(Stream.of(topics).map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
          .all()
          .get();
    }
  }

  /** All lines of a topic before the first transaction that is still open, in their order. */
  public List<String> lines(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> lines = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
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
    LumenctlRun.of("kafka", "stop");
    System.clearProperty(FOLDER);
  }
}
