package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker that {@code lumenctl kafka start} started, with topics of one partition. */
final class DrillTopics implements AutoCloseable {
  private static final String FOLDER = "lumen.kafka.dir";

  private final String bootstrap;

  /** Starts the broker. */
  DrillTopics(Path folder, int port) {
    System.setProperty(FOLDER, folder.toString());
    bootstrap = "127.0.0.1:" + port;
    CommandRun run = LumenctlRun.of("kafka", "start", "--port", Integer.toString(port));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  String bootstrap() {
    return bootstrap;
  }

  /** Makes topics. */
  void create(String... topics) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(Stream.of(topics).map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
          .all()
          .get();
    }
  }

  /** All lines of a topic, in their order. */
  List<String> lines(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> lines = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
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
