package lumen.connectors.kafka;

/**
 * A partition of a topic, in the order in which partitions are visited.
 *
 * @param topic the topic
 * @param partition number of the partition
 */
record PartitionId(String topic, int partition) implements Comparable<PartitionId> {
  @Override
  public int compareTo(PartitionId other) {
    int byTopic = topic.compareTo(other.topic);
    return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
  }
}
