package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker in a process of its own that is ended, killed and started again, and a producer. */
final class KafkaRig implements AutoCloseable {
  static final String TOPIC = "lumen.events";

  private static final String FOLDER = "lumen.kafka.dir";
  private static final double AWAY_S = 8;

  /** After its death a broker waits until its own old session has ended, 9 s, before it serves. */
  static final double BACK_S = 25;

  private static final int HZ = 20;
  private static final double RHYTHM_HZ = 5;
  private static final byte[] MALFORMED = "{\"ts\": 1,".getBytes(StandardCharsets.US_ASCII);

  /** While the broker was not there. */
  final Spans away = new Spans();

  private final Path folder;
  private final String port;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private int stops;
  private int kills;

  /** Starts the broker. */
  KafkaRig(Path folder, int port) {
    this.folder = folder;
    this.port = Integer.toString(port);
    System.setProperty(FOLDER, folder.toString());
    start();
  }

  private void start() {
    CommandRun run = LumenctlRun.of("kafka", "start", "--port", port);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Records that were sent; the broker has taken each. */
  long sent() throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
    return sent.size();
  }

  /** How far the topic was written. */
  long written() throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  /** What was injected, for people. */
  String faults() {
    return "stops %d, kills %d, each for %.0f s and its start".formatted(stops, kills, AWAY_S);
  }

  /** Stops and starts the broker until everything is quiet, when it is there. */
  void run(Timing timing) throws IOException {
    timing.pause(timing.calmS());
    for (int kind = 0; timing.has(AWAY_S + BACK_S); kind++) {
      away.begin();
      if (kind % 2 == 0) {
        LumenctlRun.of("kafka", "stop");
        stops++;
      } else {
        DrillTopics.kill(folder);
        kills++;
      }
      timing.pause(AWAY_S);
      start();
      away.end();
      timing.pause(BACK_S / 2);
      timing.rest();
    }
    timing.awaitQuiet();
  }

  /** Sends until everything is quiet, and waits until the broker has taken all of it. */
  void produce(Timing timing) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap(),
            "linger.ms", 5,
            "max.in.flight.requests.per.connection", 1);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long first = System.nanoTime();
      double begun = Spans.now();
      for (int i = 0; timing.has(0); i++) {
        Timing.until(first + i * 1_000_000_000L / HZ);
        double ts = begun + (double) i / HZ;
        double turn = 2 * Math.PI * RHYTHM_HZ * ts;
        send(producer, event("east", ts, Math.sin(turn)));
        send(producer, event("west", ts, Math.sin(turn + 0.7)));
        switch (i % HZ) {
          case 5 -> send(producer, event("east", ts - 60, 0));
          case 10 -> send(producer, MALFORMED);
          case 15 -> send(producer, null);
          default -> {
            // Nothing beside.
          }
        }
      }
      producer.flush();
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(TOPIC, 0, null, value)));
  }

  private static byte[] event(String source, double ts, double value) {
    return String.format(
            Locale.ROOT,
            "{\"ts\":%.6f,\"source\":\"%s\",\"key\":\"level\",\"value\":%.6f,"
                + "\"meta\":{\"tenant\":\"hall\"}}",
            ts,
            source,
            value)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    LumenctlRun.of("kafka", "stop");
    System.clearProperty(FOLDER);
  }
}
