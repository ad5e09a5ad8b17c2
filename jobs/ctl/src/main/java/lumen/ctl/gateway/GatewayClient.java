package lumen.ctl.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.kafka.BrokerDoor;
import lumen.terminal.CommandFailure;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A gateway's side of the overlay job, as small as can be: it writes requests and outcomes into the
 * log with their tenant as key, so that all of a tenant lies in one partition, reads answers from
 * where their topic ends now, and keeps the first of each request. Who is not answered in its own
 * time takes the baseline: that is a gateway's duty.
 */
public final class GatewayClient implements AutoCloseable {
  /** What a request is given that is not answered in time. */
  public static final String BASELINE = "baseline";

  /** What is written within a millisecond goes together: a broker's work is by the request. */
  private static final String LINGER_MS = "1";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonFactory JSON = new JsonFactory();

  private final String log;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final Thread listener;
  private volatile boolean closed;

  /**
   * An answer.
   *
   * @param overlay what to run
   * @param because why it is the baseline; empty where it is not, or where no answer came
   * @param readNanos when it was read, as {@link System#nanoTime} tells
   */
  public record Answer(String overlay, String because, long readNanos) {}

  /**
   * A client that listens from now on.
   *
   * @param log topic of requests, outcomes and commands
   * @param answers topic of the answers
   */
  public GatewayClient(Brokers brokers, String log, String answers) {
    this.log = log;
    Map<String, Object> writes =
        Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MS,
            ProducerConfig.CLIENT_ID_CONFIG,
            "lumen-gateway");
    Map<String, Object> reads =
        Map.of(
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            "5",
            ConsumerConfig.CLIENT_ID_CONFIG,
            "lumen-gateway",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false");
    producer =
        new KafkaProducer<>(
            BrokerDoor.settings(brokers, writes),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            BrokerDoor.settings(brokers, reads),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      listenFromTheEnd(answers);
    } catch (KafkaException e) {
      consumer.close();
      producer.close(Duration.ZERO);
      throw CommandFailure.failed(
          "the topic of the answers must be readable: %s at %s: %s"
              .formatted(answers, brokers.bootstrap(), e.getMessage()));
    }
    listener = new Thread(this::listen, "gateway-answers");
    listener.setDaemon(true);
    listener.start();
  }

  private void listenFromTheEnd(String answers) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(answers, PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(partition -> consumer.position(partition, PATIENCE));
  }

  private void listen() {
    try {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          answered(record.value(), System.nanoTime());
        }
      }
    } catch (WakeupException e) {
      // It is closed.
    } finally {
      consumer.close();
    }
  }

  /** The first answer counts; whoever gave up is not waiting any more. */
  private void answered(byte[] line, long nanos) {
    String id = "";
    String tenant = "";
    String overlay = "";
    String because = null;
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME && because == null) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "request_id" -> id = json.getText();
          case "tenant" -> tenant = json.getText();
          case "overlay" -> overlay = json.getText();
          case "because" -> because = json.getValueAsString("");
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      return;
    }
    CompletableFuture<Answer> asked = waiting.remove(key(tenant, id));
    if (asked != null) {
      asked.complete(new Answer(overlay, because == null ? "" : because, nanos));
    }
  }

  private static String key(String tenant, String id) {
    return tenant + '\0' + id;
  }

  /**
   * Asks.
   *
   * @param tenant whose request it is
   * @param id of the request
   * @param line the request as it stands in the log
   * @param patience after which it is given the baseline
   */
  public CompletableFuture<Answer> ask(String tenant, String id, String line, Duration patience) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    String key = key(tenant, id);
    waiting.put(key, answer);
    write(tenant, line);
    return answer
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            given -> {
              waiting.remove(key);
              return given == null ? new Answer(BASELINE, "", Long.MAX_VALUE) : given;
            });
  }

  /** Writes a line of a tenant into the log: an outcome, or a command. */
  public void write(String tenant, String line) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                log,
                tenant.getBytes(StandardCharsets.UTF_8),
                line.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      listener.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(PATIENCE);
  }
}
