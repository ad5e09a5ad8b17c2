package lumen.connectors.kafka;

import java.io.Serializable;
import java.util.Map;

/**
 * Where finished lines are written.
 *
 * @param bootstrap brokers to begin with, {@code host:port[,host:port]}
 * @param topic the topic
 * @param schema name and version of the lines' form, for the header {@value KafkaLines#SCHEMA}
 * @param transactionalIdPrefix begins the ids of the transactions; of its own for every job and
 *     run, the topic is added
 * @param clientProperties more settings of the Kafka client; none of security, which travel with no
 *     job
 * @param propertiesFile those of security, see {@link Brokers}
 */
public record KafkaOutputOptions(
    String bootstrap,
    String topic,
    String schema,
    String transactionalIdPrefix,
    Map<String, String> clientProperties,
    String propertiesFile)
    implements Serializable {

  /** Checks the names. */
  public KafkaOutputOptions {
    KafkaInputOptions.checkBootstrap(bootstrap);
    KafkaInputOptions.checkTopic(topic);
    if (schema.isBlank() || transactionalIdPrefix.isBlank()) {
      throw new IllegalArgumentException(
          "schema and transactionalIdPrefix must be named: schema="
              + schema
              + " transactionalIdPrefix="
              + transactionalIdPrefix);
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** What writes to brokers that let everybody in. */
  public KafkaOutputOptions(
      String bootstrap,
      String topic,
      String schema,
      String transactionalIdPrefix,
      Map<String, String> clientProperties) {
    this(bootstrap, topic, schema, transactionalIdPrefix, clientProperties, "");
  }

  /**
   * What the ids of the transactions of a run begin with: of its own, since those of two runs must
   * not meet.
   *
   * @param ofJob what those of its job begin with
   */
  public static String prefixOfRun(String ofJob) {
    return ofJob + Long.toHexString(System.currentTimeMillis());
  }

  /** Where the topic is. */
  Brokers brokers() {
    return new Brokers(bootstrap, propertiesFile);
  }
}
