package lumen.ctl.capacity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.kafka.BrokerDoor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the frames of a topic as any reader of committed ones does, and tells of each frame, by its
 * time and tenant, how long after its step it was written, and how long after it could be read.
 */
final class FrameWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String TIME = "\"ts\":";
  private static final long PATIENCE_MILLIS = 10_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "frame-watch");
  private final MeasuredValues written = new MeasuredValues();
  private final MeasuredValues readable = new MeasuredValues();
  private final AtomicReference<KafkaException> failure = new AtomicReference<>();
  private volatile boolean counts;
  private volatile boolean ends;
  private volatile long newestMillis;

  private FrameWatch(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    thread.setDaemon(true);
  }

  /** Begins to read what comes from now on; nothing counts yet. */
  static FrameWatch begin(String bootstrap, String topic) {
    Map<String, Object> own =
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            "20",
            ConsumerConfig.CLIENT_ID_CONFIG,
            "lumen-capacity");
    FrameWatch watch =
        new FrameWatch(
            new KafkaConsumer<>(
                BrokerDoor.settings(new Brokers(bootstrap, ""), own),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
    List<TopicPartition> partitions =
        watch.consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    watch.consumer.assign(partitions);
    watch.consumer.seekToEnd(partitions);
    partitions.forEach(watch.consumer::position);
    watch.thread.start();
    return watch;
  }

  private void read() {
    try {
      while (!ends) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record.timestamp(), System.currentTimeMillis(), record.value());
        }
      }
    } catch (KafkaException e) {
      failure.set(e);
    } finally {
      consumer.close();
    }
  }

  private void take(long writtenMillis, long nowMillis, byte[] frame) {
    newestMillis = writtenMillis;
    if (counts) {
      double stepMillis = 1e3 * stepSeconds(new String(frame, StandardCharsets.UTF_8));
      synchronized (written) {
        written.add((writtenMillis - stepMillis) / 1e3);
        readable.add((nowMillis - stepMillis) / 1e3);
      }
    }
  }

  /** Time of a frame's step, seconds since the epoch. */
  static double stepSeconds(String frame) {
    int from = frame.indexOf(TIME) + TIME.length();
    int to = from;
    while (to < frame.length() && frame.charAt(to) != ',' && frame.charAt(to) != '}') {
      to++;
    }
    return Double.parseDouble(frame.substring(from, to));
  }

  /** From now on frames count. */
  void count() {
    counts = true;
  }

  /** When the newest frame that can be read was written, milliseconds since the epoch; 0: none. */
  long newestMillis() {
    return newestMillis;
  }

  /**
   * The times of the frames that counted.
   *
   * @param knownDelay what a frame waits for by its settings, seconds
   */
  FrameDelays delays(double knownDelay) {
    synchronized (written) {
      return new FrameDelays(
          written.size(),
          written.at(0.5) - knownDelay,
          written.at(0.99) - knownDelay,
          readable.at(0.5),
          readable.at(0.99));
    }
  }

  @Override
  public void close() {
    ends = true;
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
