/** The local Kafka broker: {@code lumenctl kafka}. */
package lumen.ctl.kafka;
