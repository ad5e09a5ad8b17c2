/**
 * Kafka on both sides of the job. Events come in through {@link
 * lumen.connectors.kafka.KafkaEvents}: records become blocks of samples, each partition with its
 * own line of lateness, and event time goes on with the slowest partition that is alive. Finished
 * lines go out through {@link lumen.connectors.kafka.KafkaLines} in transactions.
 *
 * <p>Knows events and {@link lumen.intake}, and no other connector.
 */
package lumen.connectors.kafka;
