package lumen.ctl.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import lumen.connectors.kafka.BrokerRefusal;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.kafka.BrokerDoor;
import lumen.terminal.CommandFailure;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events as records of a topic, each an event of the sensor schema with its source as the
 * record's key, so that a source keeps its order.
 */
final class TopicWay implements PlayWay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LINGER_MS = 5;

  /**
   * A broker that does not lead a new partition yet refuses a producer's first batch, and may take
   * the second. The first is out of sequence from then on: it comes last or never (KAFKA-15591).
   */
  private static final int IN_FLIGHT = 1;

  /** One request at a time has to hold what comes meanwhile. */
  private static final int BATCH_BYTES = 1 << 17;

  private static final int MICRO_DIGITS = 6;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private final String name;
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<String> refusal = new AtomicReference<>("");

  TopicWay(String name, String topic, Producer<byte[], byte[]> producer) {
    this.name = name;
    this.topic = topic;
    this.producer = producer;
  }

  /**
   * A topic.
   *
   * @param address host:port/topic
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   */
  static TopicWay at(String address, String propertiesFile) {
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw CommandFailure.usage("--kafka must be HOST:PORT/TOPIC: " + address);
    }
    String topic = address.substring(slash + 1);
    Brokers brokers = new Brokers(address.substring(0, slash), propertiesFile);
    try {
      Producer<byte[], byte[]> producer = producer(brokers);
      try {
        producer.partitionsFor(topic);
      } catch (KafkaException e) {
        producer.close(Duration.ZERO);
        throw e;
      }
      return new TopicWay("kafka " + address, topic, producer);
    } catch (KafkaException e) {
      if (BrokerRefusal.refuses(e)) {
        throw CommandFailure.failed(BrokerRefusal.line("--kafka", brokers, PATIENCE.toMillis(), e));
      }
      throw CommandFailure.failed(
          "--kafka must name a topic that takes events: %s: %s"
              .formatted(address, e.getCause() == null ? e.getMessage() : e.getCause()));
    }
  }

  private static Producer<byte[], byte[]> producer(Brokers brokers) {
    String patience = Long.toString(PATIENCE.toMillis());
    Map<String, Object> own =
        Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            Integer.toString(LINGER_MS),
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            IN_FLIGHT,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            patience,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            patience,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Long.toString(PATIENCE.toMillis() / 2),
            ProducerConfig.CLIENT_ID_CONFIG,
            "lumen-play");
    Map<String, Object> settings = BrokerDoor.settings(brokers, own);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int send(PlayedEvent event, String source, int copy, long micros) {
    byte[] key = source.getBytes(StandardCharsets.UTF_8);
    try {
      Future<?> unused =
          producer.send(
              new ProducerRecord<>(topic, key, record(event, source, micros)),
              (taken, failure) -> {
                if (failure != null) {
                  refuse(failure);
                }
              });
    } catch (KafkaException e) {
      refuse(e);
    }
    return 1;
  }

  private static byte[] record(PlayedEvent event, String source, long micros) {
    long at = micros == AS_IT_ARRIVES ? event.micros() : micros;
    ObjectNode record = JSON.createObjectNode();
    record.put("ts", BigDecimal.valueOf(at, MICRO_DIGITS));
    record.put("source", source).put("key", event.key()).set("value", event.value());
    if (!event.meta().isMissingNode()) {
      record.set("meta", event.meta());
    }
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read must be writable", e);
    }
  }

  private void refuse(Exception why) {
    refused.incrementAndGet();
    refusal.set(String.valueOf(why.getMessage()));
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public long refused() {
    return refused.get();
  }

  @Override
  public String refusal() {
    return refusal.get();
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
