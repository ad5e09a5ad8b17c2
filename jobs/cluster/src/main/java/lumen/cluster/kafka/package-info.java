/**
 * The local Kafka broker: {@code lumenctl kafka}.
 *
 * <p>Knows of the session cluster how processes are started and ended, and nothing of its jobs.
 */
package lumen.cluster.kafka;
