package lumen.ctl.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import lumen.connectors.kafka.Brokers;
import lumen.connectors.kafka.TopicCheck;
import lumen.connectors.kafka.TopicUse;
import lumen.ctl.kafka.BrokerDoor;
import lumen.terminal.CommandFailure;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A log in a Kafka topic: one line a record, in one partition, whose order is the order of the log.
 * An idempotent producer repeats what a broker did not acknowledge; what it cannot deliver within
 * two minutes ends the recording with an error instead of leaving a gap.
 */
final class LogTopic implements LogTarget {
  private static final int PARTITION = 0;
  private static final byte[] KEY = "lumen-log".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private LogTopic(KafkaProducer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Opens the topic.
   *
   * @param address host:port/topic
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   * @param header written first
   */
  static LogTopic open(String address, String propertiesFile, byte[] header) {
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw CommandFailure.usage("--kafka must be HOST:PORT/TOPIC: " + address);
    }
    Brokers brokers = new Brokers(address.substring(0, slash), propertiesFile);
    TopicUse log = new TopicUse("--kafka", address.substring(slash + 1), TopicUse.Kind.WRITE_LOG);
    CommandFailure.failIfAny(TopicCheck.problems("--kafka", brokers, List.of(log), false, ""));
    Map<String, Object> own =
        Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            "2",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Long.toString(PATIENCE.toMillis()),
            ProducerConfig.CLIENT_ID_CONFIG,
            "lumen-ingest");
    Map<String, Object> properties = BrokerDoor.settings(brokers, own);
    try {
      LogTopic topic =
          new LogTopic(
              new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
              log.topic());
      topic.producer.send(new ProducerRecord<>(topic.topic, PARTITION, KEY, header)).get();
      return topic;
    } catch (KafkaException | ExecutionException e) {
      throw CommandFailure.failed("--kafka must name a broker that answers: " + address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted before the topic was open: " + address);
    }
  }

  @Override
  public void line(byte[] json) throws IOException {
    send(json);
    counts.merge("line", 1L, Long::sum);
  }

  @Override
  public void beat(byte[] json) throws IOException {
    send(json);
  }

  private void send(byte[] json) throws IOException {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException("a record could not be delivered: " + failed.getMessage(), failed);
    }
    try {
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic, PARTITION, KEY, json), this::delivered);
    } catch (KafkaException e) {
      throw new IOException("a record could not be sent: " + e.getMessage(), e);
    }
  }

  private void delivered(RecordMetadata metadata, Exception exception) {
    if (exception != null) {
      failure.compareAndSet(null, exception);
    }
  }

  @Override
  public void flush() {
    // The producer sends by itself within milliseconds.
  }

  @Override
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public void close() throws IOException {
    producer.flush();
    producer.close(PATIENCE);
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException("a record could not be delivered: " + failed.getMessage(), failed);
    }
  }
}
