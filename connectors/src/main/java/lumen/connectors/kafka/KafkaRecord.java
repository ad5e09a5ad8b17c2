package lumen.connectors.kafka;

import lumen.event.Position;

/**
 * A record of a topic, or word that a partition is read from now on. The bytes belong to the record
 * and are never written.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset offset of the record, or {@link #ASSIGNED}
 * @param value the record's value; null in a tombstone
 */
public record KafkaRecord(String topic, int partition, long offset, byte[] value) {
  /** The offset of word that a partition is read. */
  static final long ASSIGNED = -1;

  /** Word that a partition is read from now on; it comes before all of its records. */
  static KafkaRecord assigned(String topic, int partition) {
    return new KafkaRecord(topic, partition, ASSIGNED, null);
  }

  boolean isAssignment() {
    return offset == ASSIGNED;
  }

  /** The partition as it stands in positions: {@code topic-partition}. */
  String partitionName() {
    return topic + "-" + partition;
  }

  /** Where the record stands; lines are counted from 1. */
  Position position() {
    return new Position(partitionName(), offset, offset + 1);
  }
}
