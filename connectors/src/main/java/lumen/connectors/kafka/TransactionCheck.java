package lumen.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether brokers grant the transactions in which lines are written: a producer asks for one. */
final class TransactionCheck {
  private static final String MAX_TIMEOUT = "transaction.max.timeout.ms";

  private TransactionCheck() {}

  static List<String> problems(
      Admin admin, String key, Brokers brokers, ClientProperties client, String transactionalId)
      throws InterruptedException {
    String bootstrap = brokers.bootstrap();
    List<String> problems = new ArrayList<>();
    Optional<Long> limit = limit(admin);
    if (limit.isPresent() && limit.get() < KafkaLines.TRANSACTION_TIMEOUT_MILLIS) {
      problems.add(tooShort(key, bootstrap, "is " + limit.get()));
      return problems;
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap, client, transactionalId)) {
      producer.initTransactions();
      producer.close(Duration.ZERO);
    } catch (InvalidTxnTimeoutException e) {
      problems.add(tooShort(key, bootstrap, "is less"));
    } catch (AuthorizationException e) {
      problems.add(
          ("%s: transactions must be allowed at %s: %s; `kafka-acls.sh --bootstrap-server %s --add"
                  + " --allow-principal User:NAME --operation Write --operation Describe"
                  + " --transactional-id lumen- --resource-pattern-type prefixed`")
              .formatted(key, bootstrap, TopicCheck.reason(e), bootstrap));
    } catch (TimeoutException e) {
      problems.add(
          ("%s: transactions must work at %s: none is granted within %d s; with fewer than three"
                  + " brokers set transaction.state.log.replication.factor and"
                  + " transaction.state.log.min.isr to 1 and start anew")
              .formatted(key, bootstrap, TopicCheck.PATIENCE_MILLIS / 1000));
    } catch (KafkaException e) {
      problems.add(
          "%s: transactions must work at %s: %s".formatted(key, bootstrap, TopicCheck.reason(e)));
    }
    return problems;
  }

  private static String tooShort(String key, String bootstrap, String fact) {
    return "%s: %s of the broker must be at least %d: %s at %s; set it in the broker's properties and start it anew"
        .formatted(key, MAX_TIMEOUT, KafkaLines.TRANSACTION_TIMEOUT_MILLIS, fact, bootstrap);
  }

  /** What the broker allows, milliseconds; empty where it does not tell everyone. */
  private static Optional<Long> limit(Admin admin) throws InterruptedException {
    return setting(admin, MAX_TIMEOUT).map(Long::valueOf);
  }

  /** A setting of one of the brokers; empty where it does not tell everyone. */
  static Optional<String> setting(Admin admin, String name) throws InterruptedException {
    try {
      for (Node node : admin.describeCluster().nodes().get()) {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        ConfigEntry entry =
            admin.describeConfigs(List.of(broker)).values().get(broker).get().get(name);
        return Optional.ofNullable(entry).map(ConfigEntry::value);
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrap, ClientProperties client, String transactionalId) {
    Map<String, Object> own =
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            (int) KafkaLines.TRANSACTION_TIMEOUT_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            (long) TopicCheck.PATIENCE_MILLIS,
            ProducerConfig.CLIENT_ID_CONFIG,
            "lumen-check");
    Map<String, Object> settings = client.with(bootstrap, own);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
