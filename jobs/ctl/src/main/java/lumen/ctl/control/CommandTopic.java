package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import lumen.connectors.kafka.BrokerRefusal;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.kafka.BrokerDoor;
import lumen.event.CommandText;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends commands to a topic that a job reads, where each is stamped: no one else does. A command
 * needs its time to get there, so one that names none takes effect {@link #AHEAD_MICROS} from now.
 */
final class CommandTopic implements Delivery {
  /** How far ahead of the wall clock a command is stamped. */
  static final long AHEAD_MICROS = 1_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  private final Brokers brokers;
  private final String topic;
  private final LongSupplier wallMicros;

  /** Whether the topic is a log that holds commands among other lines. */
  private final boolean log;

  private CommandTopic(Brokers brokers, String topic, boolean log, LongSupplier wallMicros) {
    this.brokers = brokers;
    this.topic = topic;
    this.log = log;
    this.wallMicros = wallMicros;
  }

  /**
   * A topic.
   *
   * @param address host:port/topic
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   * @param wallMicros the wall clock, microseconds since the epoch
   */
  static CommandTopic at(String address, String propertiesFile, LongSupplier wallMicros) {
    return of(address, propertiesFile, false, wallMicros);
  }

  /**
   * The log of an overlay job, where a command takes effect at its place if it names no time.
   *
   * @param address host:port/topic
   * @param propertiesFile by which the broker lets the client in; empty: it lets everybody in
   * @param wallMicros the wall clock, microseconds since the epoch
   */
  static CommandTopic ofLog(String address, String propertiesFile, LongSupplier wallMicros) {
    return of(address, propertiesFile, true, wallMicros);
  }

  private static CommandTopic of(
      String address, String propertiesFile, boolean log, LongSupplier wallMicros) {
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw CommandFailure.usage("--kafka must be HOST:PORT/TOPIC: " + address);
    }
    Brokers brokers = new Brokers(address.substring(0, slash), propertiesFile);
    return new CommandTopic(brokers, address.substring(slash + 1), log, wallMicros);
  }

  @Override
  public CommandText deliver(CommandText command) {
    CommandText stamped =
        !log && command.effectiveMicros() == CommandText.UNSTAMPED
            ? command.stamped(wallMicros.getAsLong() + AHEAD_MICROS)
            : command;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer
          .send(new ProducerRecord<>(topic, bytes(stamped.tenant()), bytes(text(stamped))))
          .get();
    } catch (KafkaException | ExecutionException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      if (BrokerRefusal.refuses(cause)) {
        throw CommandFailure.failed(
            BrokerRefusal.line("--kafka", brokers, PATIENCE.toMillis(), cause));
      }
      throw CommandFailure.failed(
          "--kafka must name a topic that takes the command: %s/%s: %s"
              .formatted(brokers.bootstrap(), topic, cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted before the broker had the command");
    }
    return stamped;
  }

  private String text(CommandText command) {
    if (!log) {
      return command.json();
    }
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("type", "command").put("ts", CommandText.seconds(wallMicros.getAsLong()));
    line.set("command", command.fields());
    return line.toString();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> own =
        Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Long.toString(PATIENCE.toMillis()),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Long.toString(PATIENCE.toMillis()),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Long.toString(PATIENCE.toMillis() / 2),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.toString(MAX_REQUEST_BYTES),
            ProducerConfig.CLIENT_ID_CONFIG,
            "lumen-control");
    Map<String, Object> properties = BrokerDoor.settings(brokers, own);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String verb() {
    return "sent";
  }
}
